# Source files to validated tables. The file times of sources are ignored: see the sweep in the Snakefile.
wildcard_constraints:
    source="[a-z0-9][a-z0-9-]*",
    paper="[a-z0-9][a-z0-9-]*",


rule ingest:
    input:
        lambda wildcards: ancient(
            sorted(map(str, (ROOT / "data" / "raw" / wildcards.source).glob("*.*")))
        ),
    output:
        record="data/processed/tables/{source}/record.json",
    log:
        "data/processed/logs/ingest-{source}.log",
    conda:
        "../../environment.yml"
    shell:
        "tracepaper ingest {wildcards.source:q} > {log:q}"
