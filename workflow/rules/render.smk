# A composed paper to HTML, PDF and DOCX.
rule render:
    input:
        ancient(rules.compose.output.record),
    output:
        record="data/processed/papers/{paper}/rendered/record.json",
    log:
        "data/processed/logs/render-{paper}.log",
    conda:
        "../../environment.yml"
    shell:
        "tracepaper render {wildcards.paper:q} > {log:q} 2>&1"
