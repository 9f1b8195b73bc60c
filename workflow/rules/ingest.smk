# Source files to validated tables. Every input of every rule is ancient: content decides, by the sweep in the Snakefile.
wildcard_constraints:
    source="[a-z0-9][a-z0-9-]*",
    paper="[a-z0-9][a-z0-9-]*",


rule ingest:
    input:
        lambda wildcards: ancient(records.files(ROOT, "data/raw", wildcards.source)),
    output:
        record="data/processed/tables/{source}/record.json",
    log:
        "data/processed/logs/ingest-{source}.log",
    conda:
        "../../environment.yml"
    shell:
        "tracepaper ingest {wildcards.source:q} > {log:q} 2>&1"
