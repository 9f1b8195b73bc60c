# What Snakemake says at the end, in an officer's words.
onerror:
    print(
        "What is wrong stands above, under each Logfile. A paper that could not be built keeps its last good files."
    )
