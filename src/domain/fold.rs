//! Text as people search for it: lower case, without accents.
//!
//! Needed: `joao` finds `João`, in names and in templates, in the languages we speak and those around them. Chosen: a
//! table of the Latin letters up to U+017F and the comma-below letters of Romanian, and dropping combining marks, so
//! that both ways of writing `ã` fold alike. Rejected: full Unicode decomposition, a dependency for letters that do
//! not occur in our lists; what is not in the table stays as it is and still finds itself.

/// `text` in lower case without diacritics. `ß` becomes `ss`, `æ` becomes `ae`.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars().flat_map(char::to_lowercase) {
        match letter {
            'à'..='å' | 'ā' | 'ă' | 'ą' | 'ª' => folded.push('a'),
            'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => folded.push('c'),
            'ď' | 'đ' | 'ð' => folded.push('d'),
            'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => folded.push('e'),
            'ĝ' | 'ğ' | 'ġ' | 'ģ' => folded.push('g'),
            'ĥ' | 'ħ' => folded.push('h'),
            'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => folded.push('i'),
            'ĵ' => folded.push('j'),
            'ķ' => folded.push('k'),
            'ĺ' | 'ļ' | 'ľ' | 'ŀ' | 'ł' => folded.push('l'),
            'ñ' | 'ń' | 'ņ' | 'ň' => folded.push('n'),
            'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' | 'º' => folded.push('o'),
            'ŕ' | 'ŗ' | 'ř' => folded.push('r'),
            'ś' | 'ŝ' | 'ş' | 'š' | 'ș' | 'ſ' => folded.push('s'),
            'ţ' | 'ť' | 'ŧ' | 'ț' => folded.push('t'),
            'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => folded.push('u'),
            'ŵ' => folded.push('w'),
            'ý' | 'ÿ' | 'ŷ' => folded.push('y'),
            'ź' | 'ż' | 'ž' => folded.push('z'),
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'þ' => folded.push_str("th"),
            // Combining marks, among them the dot that lower-casing `İ` leaves behind.
            '\u{300}'..='\u{36f}' => {}
            other => folded.push(other),
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accents_and_case_do_not_hide_a_name() {
        for (written, folded) in [
            ("João", "joao"),
            ("JOÃO", "joao"),
            ("Joa\u{303}o", "joao"),
            ("Íñigo Núñez", "inigo nunez"),
            ("Straße", "strasse"),
            ("Łukasz", "lukasz"),
            ("İzmir", "izmir"),
            ("Мария 😀", "мария 😀"),
        ] {
            assert_eq!(fold(written), folded);
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing_more(text in ".*") {
            prop_assert_eq!(fold(&fold(&text)), fold(&text));
        }
    }
}
