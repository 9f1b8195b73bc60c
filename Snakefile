"""Committee papers from source tables. `snakemake` builds every paper whose inputs have changed, and nothing else."""

from pathlib import Path

from tracepaper import begin
from tracepaper.settings import paper as paper_settings

ROOT = Path(workflow.basedir)
PAPERS = paper_settings.ids(ROOT)

# One build at a time. Content decides, never file times: what is not exactly what its inputs make is forgotten, and so
# made again; what a killed build left is cleared away.
if workflow.is_main_process:
    ALONE = begin.build(ROOT)


onstart:
    begin.heed_termination()


include: "workflow/rules/ingest.smk"
include: "workflow/rules/calculate.smk"
include: "workflow/rules/compose.smk"
include: "workflow/rules/render.smk"
include: "workflow/rules/evidence.smk"
include: "workflow/rules/deliver.smk"
include: "workflow/rules/messages.smk"


rule papers:
    default_target: True
    input:
        expand(rules.deliver.output.record, paper=PAPERS),
