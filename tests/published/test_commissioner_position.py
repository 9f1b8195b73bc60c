"""Commissioner's position: avoided cost, payments and grant."""

from published.worked import Example, amounts, examples_test, grid

AVOIDED = amounts({"year 1": "0", "year 2": "300000", "year 3": "400000"}, "GBP")
PAID = amounts({"year 1": "0", "year 2": "90000", "year 3": "130000"}, "GBP")

EXAMPLES = [
    Example(
        calculation="commissioner_net",
        title="Avoided cost, payment and grant",
        given={
            "avoided": AVOIDED,
            "paid": PAID,
            "grant": amounts({"year 1": "0", "year 2": "20000", "year 3": "20000"}, "GBP"),
        },
        formula="commissioner_net(avoided, paid, grant)",
        gives={"year 1": "0", "year 2": "230000", "year 3": "290000"},
        working="300,000 - 90,000 + 20,000 = 230,000; 400,000 - 130,000 + 20,000 = 290,000",
        source="Arithmetic",
    ),
    Example(
        calculation="commissioner_net",
        title="A payment with a minus sign",
        given={
            "avoided": AVOIDED,
            "paid": amounts({"year 1": "0", "year 2": "-90000", "year 3": "-130000"}, "GBP"),
            "grant": amounts(dict.fromkeys(AVOIDED, "0"), "GBP"),
        },
        formula="commissioner_net(avoided, paid, grant)",
        refuses='The payment of "year 2" is -90000, which is below nought',
        working="What is paid is taken off: 300,000 - (-90,000) would count the payment as a gain.",
        source="Arithmetic",
    ),
    Example(
        calculation="commissioner_net_by_scenario",
        title="Half of the success, half of the payment",
        given={
            "avoided": grid({"half": {"year 1": "150"}, "planned": {"year 1": "300"}}, "GBP"),
            "paid": grid({"half": {"year 1": "45"}, "planned": {"year 1": "90"}}, "GBP"),
            "grant": grid({"half": {"year 1": "20"}, "planned": {"year 1": "20"}}, "GBP"),
        },
        formula="commissioner_net_by_scenario(avoided, paid, grant)",
        gives={"half": {"year 1": "125"}, "planned": {"year 1": "230"}},
        working="150 - 45 + 20 = 125; 300 - 90 + 20 = 230",
        source="Arithmetic",
    ),
    Example(
        calculation="totals_by_scenario",
        title="Two scenarios over two years",
        given={"net": grid({"low": {"1": "-5", "2": "10"}, "high": {"1": "5", "2": "30"}}, "GBP")},
        formula="totals_by_scenario(net)",
        gives={"low": "5", "high": "35"},
        working="-5 + 10 = 5; 5 + 30 = 35",
        source="Arithmetic",
    ),
]

test_examples = examples_test(EXAMPLES)
