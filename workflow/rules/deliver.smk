# A rendered paper to reports/, which keeps the last good set until the new one is whole.
rule deliver:
    input:
        ancient(rules.evidence.output.record),
    output:
        record="data/processed/papers/{paper}/delivered/record.json",
    log:
        "data/processed/logs/deliver-{paper}.log",
    conda:
        "../../environment.yml"
    shell:
        "tracepaper deliver {wildcards.paper:q} > {log:q} 2>&1"
