# What Snakemake says at the end: its own report of a failed job stands far above by then.
onerror:
    print(
        "What is wrong with sources, settings and templates, in short (what a later stage found stands above; papers that"
        " could not be built keep their last good files):",
        flush=True,
    )
    shell("tracepaper check || true")
