//! Files as spreadsheets and telephones write them.

use super::*;
use crate::domain::contact::Contact;
use crate::domain::id::ContactId;
use crate::domain::profile::{Profile, Tag, TagId};
use proptest::prelude::*;

fn csv(text: &str) -> Vec<Raw> {
    read(Format::Csv, text.as_bytes()).collect()
}

fn contact(name: &str, digits: &str) -> Contact {
    Contact {
        id: ContactId::new(uuid::Uuid::from_u128(1)),
        name: Some(name.to_owned()),
        phone: Phone::from_digits(digits),
        addresses: Vec::new(),
        active_at: chrono::DateTime::UNIX_EPOCH,
    }
}

#[test]
fn a_table_is_read_in_each_of_our_languages_and_as_google_writes_it() {
    let expected = [("Maria Souza", "51 99999-8888"), ("João, o Grande", "+55 11 98888-7777")];
    for text in [
        "nome;telefone\nMaria Souza;51 99999-8888\n\"João, o Grande\";'+55 11 98888-7777\n",
        "Name,Phone,Company\nMaria Souza,51 99999-8888,\n\"João, o Grande\",+55 11 98888-7777,Padaria\n",
        "Número\tNombre\n51 99999-8888\tMaria Souza\n\n+55 11 98888-7777\tJoão, o Grande\n",
        "First Name,Last Name,Labels,Phone 1 - Label,Phone 1 - Value\r\nMaria,Souza,* myContacts,Mobile,51 99999-8888\r\n\
         \"João,\",o Grande,,,+55 11 98888-7777\r\n",
        "Maria Souza;51 99999-8888\nJoão, o Grande;+55 11 98888-7777",
    ] {
        let found = csv(text);
        let found: Vec<_> = found.iter().map(|one| (one.name.as_str(), one.numbers[0].as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }
}

#[test]
fn what_windows_calls_ansi_and_utf16_are_read_too() {
    let ansi = b"nome;telefone\nJo\xe3o \x96 S\xf3;51999998888\n";
    assert_eq!(read(Format::Csv, ansi).next().unwrap().name, "João – Só");
    let wide: Vec<u8> =
        "\u{feff}nome;telefone\nJoão;51999998888".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(read(Format::Csv, &wide).next().unwrap().name, "João");
}

#[test]
fn a_record_is_wrong_when_its_number_or_address_is() {
    let raw = |number: &str, email: &str| Raw {
        name: "Ana".to_owned(),
        numbers: vec![number.to_owned()],
        email: email.to_owned(),
        ..Raw::default()
    };
    assert!(raw("5551999998888", "").read("BR").is_ok());
    assert_eq!(raw("99999-8888", "").read("BR"), Err(RowFault::Phone(PhoneFault::NoAreaCode)));
    assert_eq!(
        raw("51999998888", "ana").read("BR"),
        Err(RowFault::Field(Field::Email, FieldFault::NotAnEmail))
    );
    assert_eq!(Raw { name: "Ana".to_owned(), ..Raw::default() }.read("BR"), Err(RowFault::NoNumber));
}

#[test]
fn cards_are_read_as_telephones_write_them() {
    let text = "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Souza;=\r\nJo=C3=A3o;;;\r\n\
        TEL;CELL;PREF:51 99999-8888\r\nTEL;HOME:+55 11 98888-7777\r\nEMAIL:joao@exemplo.com.br\r\n\
        ORG:Padaria\\, Filhos;Vendas\r\nNOTE:Prefere\\nà tar\r\n de\r\nCATEGORIES:Atacado,myContacts\r\nEND:VCARD\r\n\
        BEGIN:VCARD\nVERSION:4.0\nFN:Ana: a boa\nitem1.TEL;VALUE=uri;TYPE=\"cell:x\":tel:+55-21-97777-6666\nEND:VCARD\n";
    let found: Vec<Raw> = read(Format::Vcard, text.as_bytes()).collect();
    assert_eq!(found[0].name, "João Souza");
    assert_eq!(found[0].numbers, ["51 99999-8888", "+55 11 98888-7777"]);
    assert_eq!((found[0].company.as_str(), found[0].note.as_str()), ("Padaria, Filhos", "Prefere\nà tarde"));
    assert_eq!(found[0].tags, ["Atacado"]);
    assert_eq!((found[1].name.as_str(), found[1].numbers[0].as_str()), ("Ana: a boa", "+55-21-97777-6666"));
}

#[test]
fn a_file_is_known_by_its_name_or_its_type() {
    assert_eq!(Format::of(Some("Contatos.CSV"), "application/octet-stream"), Some(Format::Csv));
    assert_eq!(Format::of(Some("a.vcf"), "text/x-vcard"), Some(Format::Vcard));
    assert_eq!(Format::of(None, "text/vcard"), Some(Format::Vcard));
    assert_eq!(Format::of(Some("foto.jpg"), "text/csv"), None);
    assert_eq!(Format::of(None, "image/jpeg"), None);
}

fn any_profile() -> impl Strategy<Value = Profile> {
    let text = || prop::option::of("[\\PC\n]{0,80}");
    (text(), text(), prop::collection::vec("[a-zà-ü0-9 ]{1,10}", 0..3)).prop_map(|(company, note, tags)| {
        let read = |field: Field, text: Option<String>| text.and_then(|text| field.read(&text).ok());
        let mut profile = Profile::default();
        profile.details.email = Some("ana@exemplo.com.br".to_owned());
        profile.details.company = read(Field::Company, company);
        profile.details.note = read(Field::Note, note);
        profile.tags =
            tags.iter().filter_map(|tag| tag_name(tag).ok()).map(|name| Tag { id: TagId(1), name }).collect();
        profile
    })
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_we_write_we_read(name in "\\PC{1,40}", profile in any_profile()) {
        prop_assume!(Field::Name.read(&name).is_ok());
        let name = Field::Name.read(&name).unwrap();
        let one = contact(&name, "5551999998888");
        let tags: Vec<String> = profile.tags.iter().map(|tag| tag.name.clone()).collect();
        let head = sheet_head(["nome", "número", "e-mail", "empresa", "nota", "etiquetas"], b';');
        let table = [head, sheet_row(&one, &profile, b';')].concat();
        for (format, bytes) in [(Format::Csv, table), (Format::Vcard, card(&one, &profile))] {
            let all: Vec<Raw> = read(format, &bytes).collect();
            prop_assert_eq!(all.len(), 1);
            let entry = all[0].read("BR").unwrap();
            prop_assert_eq!(entry.name.as_ref(), Some(&name), "{:?}", format);
            prop_assert_eq!(&entry.phone, one.phone.as_ref().unwrap());
            prop_assert_eq!(&entry.details.email, &profile.details.email);
            prop_assert_eq!(&entry.details.company, &profile.details.company, "{:?}", format);
            prop_assert_eq!(&entry.details.note, &profile.details.note, "{:?}", format);
            prop_assert_eq!(&entry.tags, &tags);
        }
    }

    #[test]
    fn whatever_the_bytes_are_reading_ends(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        for format in Format::ALL {
            for raw in read(format, &bytes) {
                drop(raw.read("BR"));
            }
        }
    }

    #[test]
    fn whatever_the_cards_are_reading_ends(text in "(BEGIN:VCARD\n|END:VCARD\n|TEL[;:=\"A-Z]{0,8}[0-9=]{0,12}\n|N:[\\PC]{0,9}\n| \\PC{0,5}\n|=\n){0,12}") {
        for raw in read(Format::Vcard, text.as_bytes()) {
            drop(raw.read("BR"));
        }
    }
}
