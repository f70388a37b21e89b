//! What a person may say: texts of every spelling, and files of every kind.

use super::super::state::IncomingFile;
use crate::domain::media::MediaKind;
use proptest::prelude::*;

pub(super) fn any_text() -> impl Strategy<Value = String> {
    let known = [
        "51 99999-8888",
        "+55 (51) 99999-8888",
        "wa.me/5511988887777",
        "21 7777-6666",
        "123",
        "99999",
        "",
        " ",
        "Maria",
        "ana",
        "João",
        "1042",
        "PROMO10",
        "a\nb",
        "https://exemplo.com.br/o/7",
        "/etc",
        "🙂",
        "ligue 51 99999-8888 ou 11 98888-7777",
        "5551999998888",
        "{{1}}",
        "ção ção",
    ];
    prop_oneof![
        6 => prop::sample::select(known.to_vec()).prop_map(str::to_owned),
        2 => "\\PC{0,40}",
        1 => "[0-9+() -]{0,20}",
        1 => (0_usize..6_000).prop_map(|length| "x".repeat(length)),
    ]
}

pub(super) fn any_file() -> impl Strategy<Value = IncomingFile> {
    let mimes = [
        "image/jpeg",
        "image/png",
        "video/mp4",
        "application/pdf",
        "audio/ogg",
        "text/csv",
        "text/vcard",
        "",
    ];
    let album = prop::option::of(Just("album".to_owned()));
    (
        prop::sample::select(mimes.to_vec()),
        prop::option::of(0_u64..30_000_000),
        "[a-z]{0,8}(\\.csv|\\.vcf)?",
        album,
    )
        .prop_map(|(mime, size, name, album)| IncomingFile {
            file_id: format!("file-{name}"),
            name: (!name.is_empty()).then_some(name),
            mime: mime.to_owned(),
            size,
            kind: match mime {
                "image/jpeg" | "image/png" => MediaKind::Image,
                "video/mp4" => MediaKind::Video,
                "audio/ogg" => MediaKind::Voice,
                _ => MediaKind::Document,
            },
            caption: None,
            album,
        })
}
