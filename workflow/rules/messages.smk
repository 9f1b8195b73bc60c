# What Snakemake says at the end: its own report of a failed job stands far above by then.
onerror:
    print(
        "What is wrong, in short (the papers that could not be built keep their last good files):"
    )
    shell("tracepaper check || true")
