### Estimated cost.

cost-line = Estimated cost: { $amount } · { $category } · { $market }
cost-unknown = Estimated cost: unknown · { $category } · { $market }
cost-why = message started by the company: Meta charges per delivered message
cost-why-no-phone = the contact’s number is hidden, and the price depends on its country
cost-why-no-currency = there is no price table in this account’s currency
cost-why-before-first-card = there is no price table for today yet
cost-why-not-on-card = the table has no price for this country and kind of template
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
