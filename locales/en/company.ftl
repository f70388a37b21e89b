### What owners set for the company: opt-out words, currency and prices.

## Words to opt out by
button-opt-out-words = 🚫 Opt-out words
button-costs = 💱 Currency and prices
button-configured = ↩️ As configured
button-drop-rates = 🗑 Remove the table
set-here = ✏️ set here: counts instead of the configuration
set-in-configuration = as in the configuration
opt-out-title =
    <b>Opt-out words</b>
    Whoever writes just one of them gets no more templates. Choose a language to change them.
opt-out-words-title = <b>Opt-out words · { $language }</b>
opt-out-none = none
opt-out-hint = Type another word of up to { $limit } letters; tap one to remove it. Capitals and accents make no difference.
line-opt-out-word = ⚠️ Type a word of 1 to { $limit } letters, in one line.
line-opt-out-known = ⚠️ That word counts in this language already.
line-opt-out-full = ⚠️ There are { $most } words in this language already. Remove one first.

## Currency and prices
costs-title = <b>Currency and prices</b>
costs-channel = 💱 <b>{ $channel }</b>: { $currency }
costs-unknown = ⚠️ no prices in this currency
costs-no-channel = No channel is charged by the message.
costs-own =
    { $prices ->
        [0] 📄 <b>{ $file }</b>: no price ({ $currencies }), by { $by }, { $at }. It stands above the other tables.
        [one] 📄 <b>{ $file }</b>: { $prices } price ({ $currencies }), by { $by }, { $at }. It stands above the other tables.
       *[other] 📄 <b>{ $file }</b>: { $prices } prices ({ $currencies }), by { $by }, { $at }. It stands above the other tables.
    }
costs-no-own = 📄 The tables of the program and of the configuration count.
costs-hint = To use prices of your own, send a CSV file here with the columns <code>currency,effective,market,category,price</code>, such as <code>EUR,2026-10-01,Brazil,utility,0.0064</code>.
currency-title =
    <b>Currency of { $channel }</b>
    Now: { $currency }. Choose that of the account at Meta, among those with prices.
rates-reading = ⏳ Reading the table…
line-rates-kept =
    { $prices ->
        [0] ✅ The table is kept: no price.
        [one] ✅ The table is kept: { $prices } price.
       *[other] ✅ The table is kept: { $prices } prices.
    }
line-rates-wrong = ⚠️ Nothing changed: the table has mistakes.
line-rates-more =
    { $more ->
        [0] No other mistake.
        [one] … and { $more } more mistake.
       *[other] … and { $more } more mistakes.
    }
line-rates-empty = ⚠️ Nothing changed: there is no price in the table.
line-rates-not-csv = ⚠️ Send the table as a CSV file, saved by a spreadsheet.
line-rates-too-large = ⚠️ The file is too large for a table of prices: the limit is { $limit } KB.
line-rates-unreachable = ⚠️ I could not download the file. Send it again.
rate-unreadable = Line { $line }: it cannot be read. Save the file as CSV in UTF-8.
rate-no-column = Line { $line }: the column { $column } is missing.
rate-currency = Line { $line }, { $column }: “{ $found }” is not a currency. Use three letters, such as USD.
rate-effective = Line { $line }, { $column }: “{ $found }” is not a day. Use year, month and day, such as 2026-10-01.
rate-market = Line { $line }, { $column }: “{ $found }” is not a market of Meta's. Use its name, such as Brazil.
rate-category = Line { $line }, { $column }: “{ $found }” is not a category. Use marketing, utility, authentication, authentication_international or service.
rate-price = Line { $line }, { $column }: “{ $found }” is not a price. Use a number such as 0.0068, with up to six decimals, or leave it empty.
