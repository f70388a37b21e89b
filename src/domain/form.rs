//! What a file is by its first bytes, and what it may be called: both are said by whoever sent it, and neither is believed.
//!
//! Needed: that nobody opens a program who was shown a bill. Chosen: a program is known by its first bytes and must be called
//! one; names lose what hides their ending or leads into another folder. Rejected: holding every type against its bytes.
//! Telegram and WhatsApp do that for what they show, and a list of ours would refuse what they take.

use super::limit::FILE_NAME_LEN_MAX;

/// What programs begin with, and how they are called. The first that fits counts.
const PROGRAMS: [(&[u8], &str); 9] = [
    (b"MZ", "exe"),
    (b"\x7fELF", "elf"),
    (b"\xfe\xed\xfa\xce", "macho"),
    (b"\xfe\xed\xfa\xcf", "macho"),
    (b"\xce\xfa\xed\xfe", "macho"),
    (b"\xcf\xfa\xed\xfe", "macho"),
    (b"\xca\xfe\xba\xbe", "class"),
    (b"dex\n", "dex"),
    (b"L\0\0\0\x01\x14\x02\0", "lnk"),
];

/// Endings by which people know that something is a program.
const ENDINGS: [&str; 19] = [
    "exe", "dll", "com", "scr", "sys", "cpl", "ocx", "msi", "elf", "bin", "run", "so", "o", "app", "macho",
    "dylib", "class", "dex", "lnk",
];

/// The ending that a program should have whose name says something else; `None` for everything that is no program or
/// is called one.
pub fn disguised(name: &str, first: &[u8]) -> Option<&'static str> {
    let (_, ending) = PROGRAMS.iter().find(|(begins, _)| first.starts_with(begins))?;
    // `MZ` alone may begin a text; what Windows runs has its header behind it, with numbers in it.
    if *ending == "exe" && !first.contains(&0) {
        return None;
    }
    let called = name.rsplit_once('.').map(|(_, called)| called.to_ascii_lowercase()).unwrap_or_default();
    (!ENDINGS.contains(&called.as_str())).then_some(*ending)
}

/// A name without folders, without signs that cannot be seen or that turn the direction of writing around, and without
/// what no computer takes; `None` when nothing is left of it.
pub fn clean_name(name: &str) -> Option<String> {
    let base = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let kept: String =
        base.chars().filter(|c| !is_hidden(*c)).map(|c| if is_odd(c) { '_' } else { c }).collect();
    let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
    let kept = kept.trim_matches(['.', ' ']);
    if kept.is_empty() {
        return None;
    }
    let Some((stem, ending)) = kept.rsplit_once('.').filter(|(_, ending)| ending.chars().count() <= 10)
    else {
        let short: String = kept.chars().take(FILE_NAME_LEN_MAX).collect();
        return Some(short.trim_end_matches(['.', ' ']).to_owned());
    };
    let room = FILE_NAME_LEN_MAX.saturating_sub(ending.chars().count() + 1);
    let stem: String = stem.chars().take(room).collect();
    Some(format!("{stem}.{ending}"))
}

fn is_hidden(c: char) -> bool {
    c.is_control() && !c.is_whitespace()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

const fn is_odd(c: char) -> bool {
    matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_program_that_is_called_something_else_is_known_by_its_first_bytes() {
        let windows = b"MZ\x90\0\x03\0\0\0";
        assert_eq!(disguised("boleto.pdf", windows), Some("exe"));
        assert_eq!(disguised("foto", b"\x7fELF\x02\x01\x01\0"), Some("elf"));
        assert_eq!(disguised("conta.PDF", b"L\0\0\0\x01\x14\x02\0"), Some("lnk"));
        for (name, first) in [
            ("Instalador.EXE", &windows[..]),
            ("nota.pdf", b"%PDF-1.7"),
            ("foto.jpg", b"\xff\xd8\xff\xe0"),
            ("MZ.txt", b"MZ e um texto"),
            ("vazio.pdf", b""),
        ] {
            assert_eq!(disguised(name, first), None, "{name}");
        }
    }

    #[test]
    fn a_name_loses_folders_and_what_cannot_be_seen() {
        for (name, clean) in [
            ("../../etc/senha.txt", "senha.txt"),
            ("C:\\Temp\\nota.pdf", "nota.pdf"),
            ("conta\u{202e}fdp.exe", "contafdp.exe"),
            ("a\u{0}b\r\nc.pdf", "ab c.pdf"),
            (" nota fiscal .pdf ", "nota fiscal .pdf"),
            ("o que?.pdf", "o que_.pdf"),
        ] {
            assert_eq!(clean_name(name).as_deref(), Some(clean), "{name:?}");
        }
        for nothing in ["", "..", "/", " . ", "\u{200b}\u{202e}", "a/"] {
            assert_eq!(clean_name(nothing), None, "{nothing:?}");
        }
        let long = clean_name(&format!("{}.pdf", "ã".repeat(900))).unwrap();
        assert!(long.chars().count() == FILE_NAME_LEN_MAX && long.ends_with("ã.pdf"), "{long}");
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_clean_name_is_short_leads_nowhere_and_stays_as_it_is(name in ".{0,200}") {
            if let Some(clean) = clean_name(&name) {
                prop_assert!(clean.chars().count() <= FILE_NAME_LEN_MAX);
                let leads = clean.contains(['/', '\\', '\0', '\n', '\u{202e}']);
                prop_assert!(!leads, "{:?}", clean);
                prop_assert_eq!(clean_name(&clean), Some(clean));
            }
        }
    }
}
