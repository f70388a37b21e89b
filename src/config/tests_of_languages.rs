//! What a person reads whose languages are wrong, and that right ones are taken.

use super::tests::{SMALL, load, refused};

#[test]
fn languages_of_the_company_are_read_from_their_folder_and_may_be_the_company_s_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("fr/menu.ftl");
    std::fs::create_dir(folder.path().join("fr")).unwrap();
    std::fs::write(&file, "button-help = ❓ Aide\n").unwrap();
    let toml = format!("languages = \"{}\"\nlocale = \"fr\"\n{SMALL}", folder.path().display());
    let config = load(&toml, &[]).unwrap();
    assert_eq!(config.locale.tag(), "fr");
    assert_eq!(config.words.languages().count(), 4);
    let variable = [("BALCAO_LANGUAGES", folder.path().to_str().unwrap()), ("BALCAO_LOCALE", "fr")];
    assert_eq!(load(SMALL, &variable).unwrap().locale.tag(), "fr");
    let unknown =
        "balcao.toml: locale: expected one of the languages \"pt-BR\", \"en\", \"es\", found \"fr\"";
    assert_eq!(refused(&format!("locale = \"fr\"\n{SMALL}")), unknown);
    std::fs::write(&file, "button-help = ❓ Aide\nbutton-hepl = ❓ Aide\n").unwrap();
    let line = refused(&toml);
    assert!(
        line.ends_with("fr/menu.ftl:2: button-hepl: there is no sentence of this name"),
        "the key, the file, the line and what is wrong: {line}"
    );
    assert!(line.starts_with("balcao.toml: languages: "), "{line}");
}
