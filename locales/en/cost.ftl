### Estimated cost.

cost-line = Estimated cost: { $amount } · { $category } · { $market }
cost-unknown = Estimated cost: unknown · { $category } · { $market }
cost-why = message started by the company: Meta charges per delivered message
cost-why-unknown = no known price for this country; Meta charges per delivered message
cost-unknown-market = unknown country
button-cost-rules = ?
button-cost-rules-hide = Hide rules
cost-rules =
    <b>How Meta charges</b>
    1. You pay per delivered message; what does not arrive costs nothing.
    2. The price depends on the number’s country and the kind of template: marketing costs more than utility and authentication.
    3. Since Oct 1, 2026, free messages and utility templates are charged in an open window too.
    4. People who come from an ad cost nothing for 72 hours after the first answer.
    5. This is an estimate: taxes, volume discounts and partners’ fees are left out.
    <a href="{ $link }">Prices on Meta’s page</a>
