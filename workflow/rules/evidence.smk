# What a rendered paper prints, held to its evidence; then the audit workbook and the provenance crate.
rule evidence:
    input:
        ancient(rules.render.output.record),
    output:
        record="data/processed/papers/{paper}/evidence/record.json",
    log:
        "data/processed/logs/evidence-{paper}.log",
    conda:
        "../../environment.yml"
    shell:
        "tracepaper evidence {wildcards.paper:q} > {log:q} 2>&1"
