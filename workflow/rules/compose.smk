# Figures and a template to a self-contained folder that Quarto can render.
rule compose:
    input:
        ancient(rules.calculate.output.record),
    output:
        record="data/processed/papers/{paper}/composed/record.json",
    log:
        "data/processed/logs/compose-{paper}.log",
    conda:
        "../../environment.yml"
    shell:
        "tracepaper compose {wildcards.paper:q} > {log:q} 2>&1"
