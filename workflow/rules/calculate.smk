# Tables, parameters and formulas to the figures of a paper.
rule calculate:
    input:
        lambda wildcards: [
            f"data/processed/tables/{source}/record.json"
            for source in sources_of(wildcards.paper)
        ],
    output:
        record="data/processed/papers/{paper}/calculated/record.json",
    log:
        "data/processed/logs/calculate-{paper}.log",
    conda:
        "../../environment.yml"
    shell:
        "tracepaper calculate {wildcards.paper:q} > {log:q}"
