//! What a message costs, by day, market and category: the published rates, a company's own table, and what is not known.

use super::*;
use crate::domain::phone::Phone;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn estimate_of(
    table: &RateTable,
    currency: &str,
    digits: &str,
    charge: Charge,
    on: &str,
) -> Result<i64, Unpriced> {
    let phone = Phone::from_digits(digits).expect("a number");
    match table.estimate(currency, Some(phone.digits()), charge, day(on)) {
        Estimate::Known { amount, .. } => {
            assert_eq!(amount.currency, currency);
            Ok(amount.micros)
        }
        Estimate::Unknown { why, .. } => Err(why),
    }
}

fn usd(digits: &str, charge: Charge, on: &str) -> Result<i64, Unpriced> {
    estimate_of(&RateTable::built_in(), "USD", digits, charge, on)
}

fn brl(digits: &str, charge: Charge, on: &str) -> Result<i64, Unpriced> {
    estimate_of(&RateTable::built_in(), "BRL", digits, charge, on)
}

const BRAZIL: &str = "5551999998888";
const ARGENTINA: &str = "5491123456789";
const MEXICO: &str = "525512345678";
const INDIA: &str = "919812345678";
const BANGLADESH: &str = "8801712345678";

#[test]
fn the_tables_that_come_with_the_program_have_no_mistake() {
    for text in [include_str!("rates_usd.csv"), include_str!("rates_brl.csv")] {
        assert_eq!(RateTable::default().add_csv(text), Ok(()));
    }
    let listed = include_str!("markets.csv").lines().filter(|line| !line.starts_with('#')).count() - 1;
    assert_eq!(market::row_count(), listed);
    for market in Market::all() {
        let priced =
            include_str!("rates_usd.csv").contains(&format!("USD,2026-10-01,{},utility,0.", market.name()));
        assert!(priced, "{}", market.name());
    }
}

#[test]
fn a_message_costs_what_the_card_in_force_on_the_day_says() {
    assert_eq!(usd(BRAZIL, Charge::Utility, "2026-11-22"), Ok(6_800));
    assert_eq!(usd(BRAZIL, Charge::Marketing, "2026-11-22"), Ok(62_500));
    assert_eq!(usd(MEXICO, Charge::Marketing, "2026-09-30"), Ok(30_500));
    assert_eq!(usd(MEXICO, Charge::Marketing, "2026-10-01"), Ok(39_700));
    assert_eq!(usd("12125551234", Charge::Utility, "2026-11-22"), Ok(3_400));
    assert_eq!(usd("18765551234", Charge::Utility, "2026-11-22"), Ok(11_300));
    assert_eq!(usd("99312345678", Charge::Utility, "2026-11-22"), Ok(11_300));
    assert_eq!(usd("68212345678", Charge::Utility, "2026-11-22"), Ok(7_700));
}

#[test]
fn the_estimate_names_its_market_and_its_card() {
    let phone = Phone::from_digits(BRAZIL).expect("a number");
    let estimate = RateTable::built_in().estimate(
        "usd",
        Some(phone.digits()),
        Category::Utility.into(),
        day("2026-11-22"),
    );
    assert_eq!(
        estimate,
        Estimate::Known {
            amount: MicroMoney { micros: 6_800, currency: "USD".to_owned() },
            market: Market::find("brazil").expect("a market"),
            effective: day("2026-10-01"),
        }
    );
}

#[test]
fn codes_cost_as_utility_messages_do_and_from_abroad_only_where_a_price_is_known() {
    for digits in [BRAZIL, INDIA, MEXICO] {
        let on = "2026-11-22";
        assert_eq!(usd(digits, Charge::Authentication, on), usd(digits, Charge::Utility, on));
    }
    assert_eq!(usd(INDIA, Charge::AuthenticationInternational, "2026-11-22"), Ok(30_400));
    assert_eq!(usd(BRAZIL, Charge::AuthenticationInternational, "2026-11-22"), Err(Unpriced::NotOnCard));
}

#[test]
fn free_text_was_free_until_october() {
    assert_eq!(usd(BRAZIL, Charge::Service, "2026-09-30"), Ok(0));
    assert_eq!(usd(BRAZIL, Charge::Service, "2026-10-01"), Ok(6_800));
    assert_eq!(brl(BRAZIL, Charge::Service, "2026-09-30"), Ok(0));
    assert_eq!(brl(BRAZIL, Charge::Service, "2026-10-01"), Err(Unpriced::NotOnCard));
}

#[test]
fn a_country_is_priced_with_its_neighbours_until_it_stands_alone() {
    assert_eq!(Market::of(BANGLADESH, day("2026-09-30")).name(), "Rest of Asia Pacific");
    assert_eq!(Market::of(BANGLADESH, day("2026-10-01")).name(), "Bangladesh");
    assert_eq!(usd(BANGLADESH, Charge::Utility, "2026-09-30"), Ok(11_300));
    assert_eq!(usd(BANGLADESH, Charge::Utility, "2026-10-01"), Ok(3_700));
    assert_eq!(Market::of("77011234567", day("2026-09-30")).name(), "Other");
    assert_eq!(Market::of("77011234567", day("2026-10-01")).name(), "Kazakhstan");
    assert_eq!(Market::of("79161234567", day("2026-10-01")).name(), "Russia");
}

proptest::proptest! {
    #[test]
    fn what_is_kept_of_a_forgotten_number_tells_its_market_on_every_day(digits in "[1-9][0-9]{7,14}", later: bool) {
        let on = day(if later { "2026-10-01" } else { "2026-09-30" });
        let kept = Market::digits(&digits);
        proptest::prop_assert_eq!(Market::of(kept, on), Market::of(&digits, on));
        proptest::prop_assert!(kept.len() <= 4, "{} says too much", kept);
    }
}

#[test]
fn reais_are_known_for_brazil_only() {
    assert_eq!(brl(BRAZIL, Charge::Marketing, "2026-11-22"), Ok(321_700));
    assert_eq!(brl(BRAZIL, Charge::Utility, "2026-11-22"), Ok(35_000));
    assert_eq!(brl(BRAZIL, Charge::Authentication, "2026-07-01"), Ok(35_000));
    assert_eq!(brl(ARGENTINA, Charge::Utility, "2026-11-22"), Err(Unpriced::NotOnCard));
}

#[test]
fn what_no_table_says_is_unknown_and_never_zero() {
    let table = RateTable::built_in();
    assert_eq!(usd(BRAZIL, Charge::Utility, "2026-06-30"), Err(Unpriced::BeforeFirstCard));
    assert_eq!(estimate_of(&table, "EUR", BRAZIL, Charge::Utility, "2026-11-22"), Err(Unpriced::NoCurrency));
    let hidden = table.estimate("USD", None, Charge::Utility, day("2026-11-22"));
    assert_eq!(hidden, Estimate::Unknown { market: None, why: Unpriced::NoPhone });
}

#[test]
fn a_companys_own_table_adds_currencies_and_replaces_prices() {
    let mut table = RateTable::built_in();
    let own = "# nossa tabela\ncurrency,effective,market,category,price\nEUR,2026-10-01,Brazil,utility,0.0064\n\
        USD,2026-10-01,Brazil,utility,0.01\nusd,2027-01-01,BRAZIL,Utility,\n";
    assert_eq!(table.add_csv(own), Ok(()));
    assert_eq!(estimate_of(&table, "EUR", BRAZIL, Charge::Utility, "2026-11-22"), Ok(6_400));
    assert_eq!(estimate_of(&table, "USD", BRAZIL, Charge::Utility, "2026-12-31"), Ok(10_000));
    assert_eq!(estimate_of(&table, "USD", BRAZIL, Charge::Utility, "2027-01-01"), Err(Unpriced::NotOnCard));
    assert_eq!(estimate_of(&table, "USD", BRAZIL, Charge::Marketing, "2027-01-01"), Ok(62_500));
}

#[test]
fn a_table_saved_by_a_spreadsheet_is_read() {
    let mut table = RateTable::default();
    let saved = "\u{feff}price;category;market;effective;currency\r\n0,0350;utility;Brazil;2026-07-01;BRL\r\n;;;;\r\n";
    assert_eq!(table.add_csv(saved), Ok(()));
    assert_eq!(estimate_of(&table, "BRL", BRAZIL, Charge::Utility, "2026-07-01"), Ok(35_000));
}

#[test]
fn a_mistake_is_named_by_line_and_column_and_changes_nothing() {
    let good = "USD,2026-10-01,Brazil,utility,9\n";
    for (row, column) in [
        ("US,2026-10-01,Brazil,utility,1", "currency"),
        ("USD,01/10/2026,Brazil,utility,1", "effective"),
        ("USD,2026-10-01,Brasil,utility,1", "market"),
        ("USD,2026-10-01,Brazil,utilities,1", "category"),
        ("USD,2026-10-01,Brazil,utility,-1", "price"),
        ("USD,2026-10-01,Brazil,utility,R$ 1", "price"),
        ("USD,2026-10-01,Brazil,utility,0.1234567", "price"),
        ("USD,2026-10-01,Brazil,utility,1.", "price"),
        ("USD,2026-10-01,Brazil,utility,99999999999999999999", "price"),
        ("USD,2026-10-01,Brazil,utility,9999999999999", "price"),
        ("USD,2026-10-01", "market"),
    ] {
        let mut table = RateTable::built_in();
        let text = format!("# own\ncurrency,effective,market,category,price\n{good}{row}\n");
        let error = table.add_csv(&text).expect_err(row);
        assert_eq!((error.line, error.column), (4, column), "{row}");
        assert_eq!(table, RateTable::built_in());
    }
    let headless = RateTable::default().add_csv("moeda,desde\n").expect_err("no columns");
    assert_eq!(
        headless.to_string(),
        "line 1, column currency: expected a column of this name in the first line"
    );
    assert!(RateTable::default().add_csv("").is_err());
}

#[test]
fn every_mistake_of_a_table_is_told_and_what_a_good_one_has_in_it() {
    let text = "currency,effective,market,category,price\nUSD,2026-10-01,Brasil,utility,1\n\
        EUR,2026-10-01,Brazil,utility,\nEUR,amanhã,Brazil,utility,1\n";
    let mistakes = RateTable::look_through(text).expect_err("two mistakes");
    let told: Vec<_> = mistakes.iter().map(|one| (one.line, one.column, one.found.as_str())).collect();
    assert_eq!(told, [(2, "market", "Brasil"), (4, "effective", "amanhã")]);
    let good = text.replace("Brasil", "Brazil").replace("amanhã", "2026-11-01");
    let summary = RateTable::look_through(&good).expect("a good one");
    assert_eq!((summary.prices, summary.currencies), (3, vec!["EUR".to_owned(), "USD".to_owned()]));
    assert_eq!(RateTable::built_in().currencies(), ["BRL", "USD"]);
}

#[test]
fn a_price_is_whole_millionths() {
    for (price, micros) in [("0.0068", 6_800), ("1", 1_000_000), ("0.000001", 1), ("12.5", 12_500_000)] {
        let mut table = RateTable::default();
        let text =
            format!("currency,effective,market,category,price\nUSD,2026-10-01,Brazil,utility,{price}\n");
        assert_eq!(table.add_csv(&text), Ok(()));
        assert_eq!(estimate_of(&table, "USD", BRAZIL, Charge::Utility, "2026-10-01"), Ok(micros));
    }
}

#[test]
fn every_market_has_a_slug_of_its_own() {
    let mut slugs: Vec<String> = Market::all().into_iter().map(Market::slug).collect();
    assert_eq!(slugs.len(), 47);
    assert!(slugs.contains(&"rest-of-central-eastern-europe".to_owned()));
    assert!(slugs.iter().all(|slug| slug.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')));
    slugs.dedup();
    assert_eq!(slugs.len(), 47);
}
