# Source files to validated tables. Source files are no inputs, and the inputs of all other rules are ancient: content decides
# (the sweep in the Snakefile). Snakemake would refuse an input whose file time lies in the future, ancient or not.
wildcard_constraints:
    source="[a-z0-9][a-z0-9-]*",
    paper="[a-z0-9][a-z0-9-]*",


rule ingest:
    output:
        record="data/processed/tables/{source}/record.json",
    log:
        "data/processed/logs/ingest-{source}.log",
    conda:
        "../../environment.yml"
    shell:
        "tracepaper ingest {wildcards.source:q} > {log:q} 2>&1"
