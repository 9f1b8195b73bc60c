# Source files to validated tables. The files are no inputs here, and every record is an ancient one: content decides, by
# the sweep in the Snakefile, where Snakemake would refuse a source whose file time lies in the future.
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
