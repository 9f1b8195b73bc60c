# Tables, parameters and formulas to the figures of a paper.
rule calculate:
    input:
        lambda wildcards: ancient(
            expand(
                rules.ingest.output.record,
                source=paper_settings.sources(ROOT, wildcards.paper),
            )
        ),
    output:
        record="data/processed/papers/{paper}/calculated/record.json",
    log:
        "data/processed/logs/calculate-{paper}.log",
    conda:
        "../../environment.yml"
    shell:
        "tracepaper calculate {wildcards.paper:q} > {log:q} 2>&1"
