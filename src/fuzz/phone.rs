//! Numbers, in whatever they stand.

use crate::domain::limit::PHONES_IN_TEXT_MAX;
use crate::domain::phone::Phone;

/// Any text: what is read is a number, the same one however it is written, and hidden where it must be.
pub(super) fn phone(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    for country in ["BR", "US", "AR", "MX", "PT"] {
        if let Ok(one) = Phone::parse(text, country) {
            same(&one);
        }
        let found = Phone::find_all(text, country);
        assert!(found.len() <= PHONES_IN_TEXT_MAX);
        found.iter().for_each(same);
        drop(Phone::read(text, country));
    }
}

fn same(one: &Phone) {
    assert!(one.digits().len() <= 15 && one.digits().bytes().all(|b| b.is_ascii_digit()), "{one:?}");
    assert_eq!(Phone::parse(&one.e164(), "BR").as_ref(), Ok(one), "{}", one.e164());
    let shown = Phone::parse(&one.display(), "BR");
    assert!(shown.as_ref().is_ok_and(|shown| shown.same_person(one)), "{}: {shown:?}", one.display());
    assert!(!one.masked().contains(one.digits()));
    assert!(one.variants().contains(&one.digits().to_owned()));
    drop((one.country(), one.region(), one.flag()));
}
