//! Numbers as people write them: what is read, what is refused and why, and which spellings are the same person.

use super::*;
use crate::domain::limit;
use proptest::prelude::*;

fn br(text: &str) -> Result<String, PhoneFault> {
    Phone::parse(text, "BR").map(|phone| phone.digits().to_owned())
}

fn at(text: &str, country: &str) -> Result<String, PhoneFault> {
    Phone::parse(text, country).map(|phone| phone.digits().to_owned())
}

fn all(text: &str) -> Vec<String> {
    Phone::find_all(text, "BR").iter().map(|phone| phone.digits().to_owned()).collect()
}

fn phone(digits: &str) -> Phone {
    Phone::from_digits(digits).expect("digits of a number")
}

#[test]
fn every_usual_spelling_of_a_brazilian_mobile_is_the_same_number() {
    for spelling in [
        "51 99999-8888",
        "51999998888",
        "(51) 99999-8888",
        "(51)99999.8888",
        "[51] 99999/8888",
        "51.99999.8888",
        "51 9 9999 8888",
        " 51  99999 - 8888\n",
        "51 9999-8888",
        "5199998888",
        "+55 51 9999-8888",
        "555199998888",
        "+55 (51) 99999-8888",
        "+55 (051) 99999-8888",
        "+55 (0) 51 99999-8888",
        "+5551999998888",
        "5551999998888",
        "55 51 99999-8888",
        "055 51 99999-8888",
        "0055 51 99999-8888",
        "00 15 55 51 99999-8888",
        "+0055 51 99999-8888",
        "051 99999-8888",
        "0xx51 99999-8888",
        "0XX51 99999-8888",
        "(0xx51) 99999-8888",
        "0 xx 51 99999-8888",
        "(0**51) 9999-8888",
        "+55 0xx51 99999-8888",
        "0 15 51 99999-8888",
        "015 51 9999-8888",
        "0 21 (51) 99999-8888",
        "0 15 55 51 99999-8888",
        "55 0 15 51 99999-8888",
        "wa.me/5551999998888",
        "https://wa.me/5551999998888",
        "http://WA.me/+5551999998888?text=Oi%20tudo#x",
        "https://wa.me/%2B55%2051%2099999-8888",
        "https://api.whatsapp.com/send?phone=5551999998888",
        "https://api.whatsapp.com/send/?text=Oi&phone=%2B55%2051%2099999-8888&app_absent=0",
        "https://web.whatsapp.com/send?phone=5551999998888&text=uma+mensagem+bem+comprida",
        "whatsapp://send?phone=5551999998888",
        "whatsapp:+5551999998888",
        "tel:+55-51-99999-8888",
        "TEL:+5551999998888;ext=1",
        "tel:51999998888",
        "５１ ９９９９９－８８８８",
        "＋５５（５１）９９９９９‐８８８８",
        "٥١ ٩٩٩٩٩ ٨٨٨٨",
        "51\u{a0}99999\u{2011}8888",
        "51 99999–8888",
        "51 99999—8888",
        "51 99999−8888",
        "\u{202a}+55 51 99999-8888\u{202c}",
        "5\u{fe0f}\u{20e3}1\u{fe0f}\u{20e3} 99999 8888",
        "51·99999·8888",
    ] {
        assert_eq!(br(spelling).as_deref(), Ok("5551999998888"), "{spelling}");
    }
}

#[test]
fn area_code_55_is_not_taken_for_the_country_code() {
    for spelling in [
        "55 99999-8888",
        "(55) 9999-8888",
        "055 9999-8888",
        "+55 55 99999-8888",
        "5555999998888",
        "555599998888",
    ] {
        assert_eq!(br(spelling).as_deref(), Ok("5555999998888"), "{spelling}");
    }
}

#[test]
fn what_is_wrong_with_a_number_is_said() {
    use PhoneFault::{Invalid, NoAreaCode, NotANumber, NotMobile, TooLong, TooShort};
    for (text, fault) in [
        ("", NotANumber),
        ("   ", NotANumber),
        ("Maria", NotANumber),
        ("51 99999-8888 Maria", NotANumber),
        ("51 9999O-8888", NotANumber),
        ("51 99999-8888+1", NotANumber),
        ("0x51 99999-8888", NotANumber),
        ("https://wa.me/message/ABCDEF", NotANumber),
        ("https://example.com/51999998888", NotANumber),
        ("1234", TooShort),
        ("+55 51 9999", TooShort),
        ("999998888", NoAreaCode),
        ("9999-8888", NoAreaCode),
        ("+55 99999-8888", NoAreaCode),
        ("51 99999-88889", TooLong),
        ("+55 51 99999-88889", TooLong),
        ("51 99999 8888 51 99999 8888 51 99999 8888 51 99999 8888", TooLong),
        ("51 3333-4444", NotMobile),
        ("+55 51 3333-4444", NotMobile),
        ("0800 123 4567", NotMobile),
        ("0300 789 1234", NotMobile),
        ("20 99999-8888", Invalid),
        ("51 89999-8888", Invalid),
        ("51 1999-8888", Invalid),
        ("+999 1234 56789", Invalid),
        ("+351 21 123 4567", NotMobile),
        ("+351 912 345", TooShort),
        ("+351 912 345 678 901", TooLong),
    ] {
        assert_eq!(br(text), Err(fault), "{text}");
    }
}

#[test]
fn every_brazilian_area_code_is_known_with_its_state() {
    let areas: Vec<u32> = (11..100).filter(|area| br(&format!("{area} 99999-8888")).is_ok()).collect();
    assert_eq!(areas.len(), 67);
    for area in areas {
        // The library knows the areas too, so that one table checks the other.
        assert_eq!(world::country(&format!("55{area}999998888")).as_deref(), Some("BR"), "{area}");
    }
    for (digits, state) in
        [("5551999998888", "RS"), ("5511999998888", "SP"), ("5561999998888", "DF"), ("559833334444", "MA")]
    {
        assert_eq!(phone(digits).region(), Some(state));
    }
    assert_eq!(phone("12125551234").region(), None);
}

#[test]
fn numbers_of_other_countries_are_read_with_plus_with_00_and_in_links() {
    for (text, digits) in [
        ("+1 212 555 1234", "12125551234"),
        ("00 1 212 555 1234", "12125551234"),
        ("+351 912 345 678", "351912345678"),
        ("351912345678", "351912345678"),
        ("https://wa.me/351912345678", "351912345678"),
        ("+44 (0)7911 123456", "447911123456"),
        ("+39 347 123 4567", "393471234567"),
        ("+595 981 123456", "595981123456"),
        ("+598 99 123 456", "59899123456"),
        ("+225 07 01 23 45 67", "2250701234567"),
        ("+7 701 123 4567", "77011234567"),
        ("+52 55 1234 5678", "525512345678"),
        ("+52 1 55 1234 5678", "525512345678"),
        ("+52 044 55 1234 5678", "525512345678"),
        ("+54 9 11 2345-6789", "5491123456789"),
        ("+54 11 15 2345-6789", "5491123456789"),
        ("+54 11 2345-6789", "541123456789"),
        ("+54 9 351 234 5678", "5493512345678"),
    ] {
        assert_eq!(br(text).as_deref(), Ok(digits), "{text}");
    }
}

#[test]
fn numbers_without_plus_belong_to_the_default_country() {
    for (text, country, digits) in [
        ("912 345 678", "PT", "351912345678"),
        ("55 1234 5678", "MX", "525512345678"),
        ("044 55 1234 5678", "mx", "525512345678"),
        ("1 55 1234 5678", "MX", "525512345678"),
        ("011 15 2345-6789", "AR", "5491123456789"),
        ("9 11 2345 6789", "AR", "5491123456789"),
        ("(212) 555-1234", "US", "12125551234"),
        ("099 123 456", "UY", "59899123456"),
        ("5551999998888", "PT", "5551999998888"),
        ("+55 51 9999-8888", "US", "5551999998888"),
    ] {
        assert_eq!(at(text, country).as_deref(), Ok(digits), "{text}");
    }
    assert_eq!(at("+351 912 345 678", "nowhere").as_deref(), Ok("351912345678"));
}

#[test]
fn the_same_person_is_found_by_every_variant() {
    for (digits, other) in [
        ("5551999998888", Some("555199998888")),
        ("551199998888", Some("5511999998888")),
        ("555133334444", None),
        ("5551933334444", None),
        ("525512345678", Some("5215512345678")),
        ("5491123456789", Some("541123456789")),
        ("351912345678", None),
    ] {
        let variants = phone(digits).variants();
        assert_eq!(variants.first().map(String::as_str), Some(digits));
        assert_eq!(variants.get(1).map(String::as_str), other, "{digits}");
        for variant in variants {
            assert!(phone(&variant).same_person(&phone(digits)));
        }
    }
    assert!(!phone("5551999998888").same_person(&phone("5551999998887")));
}

#[test]
fn a_number_is_shown_as_people_write_it_and_masked_for_logs() {
    for (digits, shown, masked) in [
        ("5551999998888", "+55 51 99999-8888", "+55 51 *****-8888"),
        ("555199998888", "+55 51 9999-8888", "+55 51 ****-8888"),
        ("555133334444", "+55 51 3333-4444", "+55 51 ****-4444"),
        ("12125551234", "+1 212-555-1234", "+1 ***-***-1234"),
        ("351912345678", "+351 912 345 678", "+351 *** **5 678"),
        ("5491123456789", "+54 9 11 2345-6789", "+54 * ** ****-6789"),
    ] {
        assert_eq!(phone(digits).display(), shown);
        assert_eq!(phone(digits).masked(), masked);
    }
    assert_eq!(format!("{:?}", phone("5551999998888")), "Phone(+55 51 *****-8888)");
}

#[test]
fn a_number_knows_its_country_and_flag() {
    for (digits, country, flag) in [
        ("5551999998888", "BR", "🇧🇷"),
        ("12125551234", "US", "🇺🇸"),
        ("14165551234", "CA", "🇨🇦"),
        ("5491123456789", "AR", "🇦🇷"),
    ] {
        assert_eq!(phone(digits).country().as_deref(), Some(country));
        assert_eq!(phone(digits).flag().as_deref(), Some(flag));
    }
    assert_eq!(phone("99912345678").country(), None);
    assert_eq!(flag("é"), None);
    assert_eq!(flag("BRA"), None);
}

#[test]
fn a_signature_gives_each_of_its_mobiles_once() {
    let text = "Abraço,\nMaria Souza – Vendas\nTel.: (51) 3333-4444 | Cel: (51) 99999-8888 / 51 98888-7777\n\
        WhatsApp https://wa.me/5551999998888 ou +1 (212) 555-1234\nmaria51977776666@exemplo.com.br\n\
        Rua A, 100 - CEP 90010-150 - CNPJ 11.222.333/0001-81";
    assert_eq!(all(text), ["5551999998888", "5551988887777", "12125551234"]);
}

#[test]
fn numbers_stand_in_text_in_many_ways() {
    for (text, expected) in [
        ("Oi, meu número é 51999998888, me chama", vec!["5551999998888"]),
        ("51999998888,51988887777;51 97777-6666", vec!["5551999998888", "5551988887777", "5551977776666"]),
        ("51999998888 51988887777", vec!["5551999998888", "5551988887777"]),
        ("55 99999-8888 51 98888-7777", vec!["5555999998888", "5551988887777"]),
        ("+55 51 99999-8888 +55 51 98888-7777", vec!["5551999998888", "5551988887777"]),
        ("51 99999-8888 e 51 9999-8888 são o mesmo", vec!["5551999998888"]),
        ("(wa.me/5551999998888).", vec!["5551999998888"]),
        ("zap:51999998888", vec!["5551999998888"]),
        ("cel 5199998888", vec!["5551999998888"]),
        ("51 999 998 888", vec!["5551999998888"]),
        ("51 999 99 88 88", vec!["5551999998888"]),
        ("ligue 0xx51 99999-8888 hoje", vec!["5551999998888"]),
        ("telefone do pedido: +5551999998888", vec!["5551999998888"]),
        ("CPF 52998224725, fone 51999998888", vec!["5551999998888"]),
    ] {
        assert_eq!(all(text), expected, "{text}");
    }
}

#[test]
fn documents_dates_prices_and_codes_are_not_numbers() {
    for text in [
        "CPF 529.982.247-25",
        "CPF: 11987654321",
        "CPF 119 876 543 21",
        "CNPJ 11.222.333/0001-81",
        "11222333000181",
        "CEP 90010-150, n. 51",
        "Rua X, 51 90010-150",
        "dia 12/03/2026 às 14:30",
        "21-09-2026 10:30",
        "2026-11-22T10:30:00Z",
        "R$ 51.999.998,88",
        "R$ 51999998888",
        "total 1.199.999.888",
        "pedido 51999998888",
        "protocolo nº 51999998888",
        "AB51999998888",
        "51999998888kg",
        "id 550e8400-e29b-41d4-a716-446655440000",
        "5199 9999 8888 7777",
        "5551 9999 8888 7777",
        "23793.38128 60007.827136 95000.063305 9 89860000002000",
        "1763780400",
        "11 93 45 67 89 60",
        "https://exemplo.com.br/p/51999998888",
        "-30.0277, -51.2287",
        "chave 35230111222333000181550010000012341123456789",
    ] {
        assert_eq!(all(text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn a_vcard_gives_its_mobiles_and_nothing_else() {
    let card = "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Souza;Maria\r\nitem1.TEL;waid=5551999998888:+55 51 9999-8888\r\n\
        TEL;TYPE=CELL;VALUE=uri:tel:+55-51-98888-7777\r\nTEL;TYPE=WORK:51 3333-4444\r\nREV:20260101T115199998888Z\r\n\
        NOTE:51977776666\r\nEND:VCARD";
    assert_eq!(all(card), ["5551999998888", "5551988887777"]);
    let office = "BEGIN:VCARD\nTEL:51 3333-4444\nEND:VCARD";
    assert_eq!(Phone::read(office, "BR"), Err(PhoneFault::NotMobile));
}

#[test]
fn a_typed_text_gives_its_numbers_or_says_what_is_wrong_with_the_one_it_has() {
    assert_eq!(Phone::read("51 99999-8888", "BR"), Ok(vec![phone("5551999998888")]));
    assert_eq!(Phone::read("5199998888", "BR"), Ok(vec![phone("5551999998888")]));
    assert_eq!(Phone::read("o da Ana é 51 99999-8888", "BR"), Ok(vec![phone("5551999998888")]));
    assert_eq!(Phone::read("o da Ana é 99999-8888", "BR"), Err(PhoneFault::NoAreaCode));
    assert_eq!(Phone::read("fixo: 51 3333-4444", "BR"), Err(PhoneFault::NotMobile));
    assert_eq!(Phone::read("bom dia", "BR"), Err(PhoneFault::NotANumber));
}

#[test]
fn a_text_full_of_numbers_gives_no_more_than_the_limit() {
    let text: Vec<String> = (0..50).map(|last| format!("51 99999-{:04}", 1000 + last)).collect();
    assert_eq!(all(&text.join("\n")).len(), limit::PHONES_IN_TEXT_MAX);
}

/// Texts made of what numbers and their surroundings are made of: they reach deeper than random ones.
fn number_like() -> impl Strategy<Value = String> {
    "([0-9]{1,6}|[+()./ ~*xX-]|55|51|00|0|\\+|１|wa\\.me/|tel:|https://|R\\$|CPF |\u{a0}|\u{202a}|%2B|ã){0,24}"
}

proptest! {
    #[test]
    fn no_text_makes_reading_panic(text in ".*", like in number_like(), country in "BR|MX|AR|US|IT|..") {
        for text in [&text, &like] {
            if let Ok(phone) = Phone::parse(text, &country) {
                prop_assert!(phone.digits().len() <= 15);
            }
            prop_assert!(Phone::find_all(text, &country).len() <= limit::PHONES_IN_TEXT_MAX);
            let _outcome = Phone::read(text, &country);
        }
    }

    #[test]
    fn what_was_read_reads_back_from_how_it_is_shown(like in number_like(), country in "BR|MX|AR|US|IT") {
        if let Ok(phone) = Phone::parse(&like, &country) {
            prop_assert_eq!(Phone::parse(&phone.display(), "BR"), Ok(phone.clone()), "{}", phone.display());
            prop_assert_eq!(Phone::parse(&phone.e164(), "US"), Ok(phone));
        }
    }

    #[test]
    fn national_numbers_of_brazil_read_back_in_every_dress(area in 0_usize..67, subscriber in 900_000_000_u32..=999_999_999) {
        let areas: Vec<u32> = (11..100).filter(|area| brazil::state(&area.to_string()).is_some()).collect();
        let area = areas[area];
        let digits = format!("55{area}{subscriber}");
        let phone = phone(&digits);
        for dress in [phone.display(), phone.e164(), digits.clone(), format!("0{area}{subscriber}"), format!("https://wa.me/{digits}")] {
            prop_assert_eq!(Phone::parse(&dress, "BR"), Ok(phone.clone()), "{}", dress);
            prop_assert_eq!(Phone::find_all(&format!("fale com {dress}, obrigado"), "BR"), vec![phone.clone()], "{}", dress);
        }
    }

    #[test]
    fn variants_are_mutual_and_showing_never_fails(digits in "[1-9][0-9]{6,14}|55[1-9][0-9]{9,10}|52[0-9]{10,11}|54[0-9]{10,11}") {
        let phone = phone(&digits);
        for variant in phone.variants() {
            let other = Phone::from_digits(&variant).expect("a number");
            prop_assert!(other.variants().contains(&digits));
            prop_assert!(other.same_person(&phone) && phone.same_person(&other));
        }
        let plain: String = phone.display().chars().filter(char::is_ascii_digit).collect();
        prop_assert_eq!(&plain, &digits);
        let hidden = phone.masked().chars().filter(|c| *c == '*').count();
        prop_assert!(hidden >= 2 && !phone.masked().contains(&digits));
        let _known = (phone.country(), phone.region(), phone.flag());
    }
}
