"""Run every benchmark and print one table each."""

from benchmarks import builds, ledger, simulations, tracing

if __name__ == "__main__":
    print(builds.report())
    print()
    print(tracing.report())
    print()
    print(ledger.report())
    print()
    print(simulations.report())
