//! Talking in every kind, both ways and on both channels: files, voice, places, cards, quotes, reactions, marks.

use super::path::{Step, walk};
use super::talk::{Hers, OFFICIAL, Talk, UNOFFICIAL};
use super::walk::MARIA;
use crate::world::{CARLA, World, within};
use balcao::demo::handset::{LocationView, MessageState, samples};
use balcao::demo::telegram::{FileKind, SharedContact};
use balcao::demo::wire::{Failure, Target};
use bytes::Bytes;

on_both!(what_the_contact_sends_arrives_as_its_own_kind, talk => {
    for (file, shown) in [
        (
            Hers {
                kind: "image",
                mime: "image/jpeg",
                filename: None,
                bytes: Bytes::from_static(samples::JPEG),
                caption: Some("o *portão*"),
                is_voice: false,
            },
            FileKind::Photo,
        ),
        (
            Hers {
                kind: "video",
                mime: "video/mp4",
                filename: None,
                bytes: Bytes::from_static(samples::MP4),
                caption: None,
                is_voice: false,
            },
            FileKind::Video,
        ),
        (
            Hers {
                kind: "audio",
                mime: "audio/ogg; codecs=opus",
                filename: None,
                bytes: Bytes::from_static(samples::OGG_OPUS),
                caption: None,
                is_voice: true,
            },
            FileKind::Voice,
        ),
        (
            Hers {
                kind: "document",
                mime: "application/pdf",
                filename: Some("rg.pdf"),
                bytes: Bytes::from_static(samples::PDF),
                caption: Some("meu documento"),
                is_voice: false,
            },
            FileKind::Document,
        ),
        (
            Hers {
                kind: "sticker",
                mime: "image/webp",
                filename: None,
                bytes: Bytes::from_static(samples::WEBP),
                caption: None,
                is_voice: false,
            },
            FileKind::Sticker,
        ),
    ] {
        let bytes = file.bytes.clone();
        talk.she_sends(file);
        let got = talk.carla_gets(shown, &bytes).await;
        match shown {
            FileKind::Photo => {
                assert!(got.text.contains("Maria") && got.text.contains("Vendas"), "{}", got.text);
                assert!(got.html.contains("o <b>portão</b>"), "{}", got.html);
            }
            FileKind::Document => {
                assert!(got.text.ends_with("meu documento"), "{}", got.text);
                assert_eq!(got.file.unwrap().name, "rg.pdf");
            }
            FileKind::Sticker => assert_eq!(got.text, ""),
            FileKind::Video | FileKind::Voice | FileKind::Audio => {
                assert!(got.text.contains("Maria"), "{}", got.text);
            }
        }
        // Who answers it means her.
        talk.carla.replies(got.message_id, "Recebi");
        let seen = talk.she_sees("the answer", |one| one.body == "Recebi" && one.quoted.is_some()).await;
        let quoted = talk.phone().messages.into_iter().find(|one| Some(&one.id) == seen.quoted.as_ref());
        assert!(quoted.is_some_and(|one| one.from_contact && one.media.is_some()), "it quotes the file");
    }
});

on_both!(what_staff_send_reaches_the_contact_as_its_own_kind, talk => {
    let mut ticked = Vec::new();
    for (kind, name, mime, bytes, caption, expected) in [
        (FileKind::Photo, "", "image/jpeg", samples::JPEG, "a vitrine", "image"),
        (FileKind::Video, "v.mp4", "video/mp4", samples::MP4, "", "video"),
        (FileKind::Document, "orçamento.pdf", "application/pdf", samples::PDF, "segue", "document"),
        (FileKind::Voice, "", "audio/ogg", samples::OGG_OPUS, "", "audio"),
    ] {
        ticked.push(talk.carla_sends(kind, name, mime, bytes, caption));
        let seen = talk.she_sees(expected, |one| one.kind == expected).await;
        assert_eq!(seen.body, caption);
        assert_eq!(talk.her_bytes(&seen), bytes, "{expected}");
        let media = seen.media.unwrap();
        if expected == "document" {
            assert_eq!(media.filename.as_deref(), Some(name));
        }
        assert_eq!(media.is_voice, kind == FileKind::Voice);
    }
    // Each gets its tick on Carla's own message.
    for message in ticked {
        talk.carla
            .until("it is ticked", |telegram| {
                let own = telegram.message(CARLA, message)?;
                own.reactions.iter().any(|mark| mark == "👌" || mark == "👀").then_some(())
            })
            .await;
    }
    // A whole conversation is no draft: the panel still says where things go.
    talk.world.telegram.send_location(CARLA, -30.0277, -51.2287);
    let seen = talk.she_sees("a place", |one| one.location.is_some()).await;
    assert!((seen.location.unwrap().latitude - -30.0277).abs() < 0.000_1);
});

on_both!(words_under_a_sound_are_said_not_to_be_carried_and_nothing_of_it_leaves, talk => {
    let accepted = |talk: &Talk| talk.world.cloud.accepted_count() + talk.world.evolution.accepted_count();
    let before = accepted(&talk);
    talk.carla_sends(FileKind::Voice, "", "audio/ogg", samples::OGG_OPUS, "ouça até o fim");
    talk.carla.sees("O WhatsApp não leva texto junto com áudio").await;
    // One after the other, as the bot says.
    talk.carla_sends(FileKind::Voice, "", "audio/ogg", samples::OGG_OPUS, "");
    talk.she_sees("the voice", |one| one.kind == "audio").await;
    talk.carla.types("ouça até o fim");
    talk.she_sees("the words", |one| one.body == "ouça até o fim").await;
    assert_eq!(accepted(&talk), before + 2);
    assert_eq!(talk.phone().messages.iter().filter(|one| one.kind == "audio").count(), 1);
});

on_both!(a_card_sent_as_an_answer_goes_to_the_contact, talk => {
    let said = if talk.channel == OFFICIAL {
        talk.world.cloud.say(MARIA, "Quem faz a entrega?")
    } else {
        talk.world.evolution.say(MARIA, "Quem faz a entrega?")
    };
    assert!(said.is_some());
    let asked = talk.carla.sees_somewhere("Quem faz a entrega?").await;
    let card = SharedContact {
        phone_number: "+5551988887777".to_owned(),
        first_name: "João".to_owned(),
        ..SharedContact::default()
    };
    talk.world.telegram.reply_with_contact(CARLA, asked.message_id, card);
    let seen = talk.she_sees("the card", |one| one.kind.starts_with("contact")).await;
    assert!(seen.body.contains("João"), "{seen:?}");
});

on_both!(places_and_cards_of_the_contact_are_readable, talk => {
    let home = LocationView {
        latitude: -30.0277,
        longitude: -51.2287,
        name: Some("Casa".to_owned()),
        address: Some("Rua B, 20".to_owned()),
    };
    if talk.channel == OFFICIAL {
        talk.world.cloud.send_location(MARIA, home).unwrap();
        talk.world.cloud.send_card(MARIA, "Bia", "+55 51 99999-7777").unwrap();
    } else {
        talk.world.evolution.send_location(MARIA, home).unwrap();
        talk.world.evolution.send_card(MARIA, "Bia", "+55 51 99999-7777").unwrap();
    }
    let words = talk.carla.sees_somewhere("Casa, Rua B, 20").await;
    assert!(words.text.contains("Maria"), "{}", words.text);
    let map = talk.carla.until("a map", |telegram| {
        telegram.chat(CARLA).into_iter().rev().find(|one| one.from_bot && one.location.is_some())
    });
    assert!((map.await.location.unwrap().0 - -30.0277).abs() < 0.000_1);
    let card = talk.carla.sees_somewhere("Bia · ").await;
    assert!(card.text.contains("99999-7777"), "{}", card.text);
});

on_both!(quotes_reactions_edits_and_deletions_stand_below_what_they_are_about, talk => {
    let own = talk.carla.types("Temos *azul* e verde");
    let seen = talk.she_sees("the text", |one| one.body == "Temos *azul* e verde").await;
    let official = talk.channel == OFFICIAL;
    let answered = if official {
        talk.world.cloud.reply(MARIA, "Quero o azul", Some(&seen.id))
    } else {
        talk.world.evolution.reply(MARIA, "Quero o azul", Some(&seen.id))
    };
    let answer = answered.unwrap();
    let shown = talk.carla.sees_somewhere("Quero o azul").await;
    assert_eq!(shown.reply_to, Some(own), "the quote");
    let reacted = if official {
        talk.world.cloud.react(MARIA, &seen.id, "❤️")
    } else {
        talk.world.evolution.react(MARIA, &seen.id, "❤️")
    };
    assert!(reacted.is_some());
    let mark = talk.carla.sees_somewhere("reagiu com ❤️").await;
    assert_eq!(mark.reply_to, Some(own));
    if official {
        let edit = serde_json::json!({"original_message_id": answer,
            "message": {"type": "text", "text": {"body": "Quero o verde"}}});
        talk.world.cloud.send_raw(MARIA, "edit", edit).unwrap();
        let edit = talk.carla.sees_somewhere("Quero o verde").await;
        assert!(edit.text.contains("editou a mensagem"), "{}", edit.text);
        assert_eq!(edit.reply_to, Some(shown.message_id));
        let revoke = serde_json::json!({"original_message_id": answer});
        talk.world.cloud.send_raw(MARIA, "revoke", revoke).unwrap();
        let gone = talk.carla.sees_somewhere("apagou esta mensagem").await;
        assert_eq!(gone.reply_to, Some(shown.message_id));
    }
    // What is typed in answer to her words quotes them on her phone.
    talk.carla.replies(shown.message_id, "Separado!");
    let seen = talk.she_sees("the answer", |one| one.body == "Separado!").await;
    assert_eq!(seen.quoted.as_deref(), Some(answer.as_str()));
});

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_a_message_of_nobody_is_asked_about() {
    let talk = Talk::on(UNOFFICIAL).await;
    let greeting = talk.carla.types("/ajuda");
    let help = talk.carla.sees("/cancelar").await;
    assert!(help.message_id > greeting);
    talk.carla.taps("Responder").await;
    talk.carla.sees("vai para este contato").await;
    talk.carla.replies(greeting, "Para quem é isto?");
    talk.carla.sees("Enviar este texto para").await;
    assert_eq!(talk.world.evolution.accepted_count(), 0);
    talk.carla.taps("Cancelar").await;
    talk.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_written_on_the_company_s_own_phone_is_shown_to_who_has_the_attendance() {
    let talk = Talk::on(UNOFFICIAL).await;
    talk.carla.types("Já separei");
    talk.she_sees("the text", |one| one.body == "Já separei").await;
    talk.world.evolution.say_from_own_phone(MARIA, "Falei com ela pelo celular").unwrap();
    let shown = talk.carla.sees_somewhere("Falei com ela pelo celular").await;
    assert!(shown.text.contains("enviada pelo celular"), "{}", shown.text);
    // Only what is not Carla's own is shown to her.
    let copies = talk.world.telegram.chat(CARLA);
    assert!(!copies.iter().any(|one| one.from_bot && one.text.contains("Já separei")));
    talk.world.ends_well().await;
}

on_both!(what_the_contact_wrote_is_marked_as_seen_when_it_is_answered_and_not_before, talk => {
    let question = if talk.channel == OFFICIAL {
        talk.world.cloud.say(MARIA, "Tem azul?")
    } else {
        talk.world.evolution.say(MARIA, "Tem azul?")
    };
    let question = question.unwrap();
    talk.carla.sees_somewhere("Tem azul?").await;
    let state = |talk: &Talk| {
        talk.phone().messages.iter().find(|one| one.id == question).map(|one| one.state).unwrap()
    };
    assert_ne!(state(&talk), MessageState::Read, "nobody has answered");
    talk.carla.types("Tem, sim");
    talk.she_sees("that it was seen", |one| one.body == "Tem, sim").await;
    talk.she_learns("that it was seen", |phone| {
        phone.messages.iter().any(|one| one.id == question && one.state == MessageState::Read)
    })
    .await;
});

on_both!(a_failure_is_told_below_the_message_and_tried_again_from_there, talk => {
    let refusal = if talk.channel == OFFICIAL {
        talk.world.cloud.fail_next(Target::Sends, 1, Failure::Code(131_031));
        "conta"
    } else {
        talk.world.evolution.fail_next(Target::Sends, 1, Failure::Status(401));
        "acesso"
    };
    let own = talk.carla.types("Está aí?");
    let told = talk
        .carla
        .until("the failure is told below it", |telegram| {
            let chat = telegram.chat(CARLA);
            chat.into_iter().rev().find(|one| one.from_bot && one.reply_to == Some(own))
        })
        .await;
    assert!(told.text.starts_with('⚠') && told.text.to_lowercase().contains(refusal), "{}", told.text);
    let button = told.keyboard.iter().flatten().find(|button| button.text.contains("Tentar de novo")).unwrap();
    let data = button.data.clone().unwrap();
    talk.carla.taps_data(told.message_id, &data).await;
    talk.she_sees("it after all", |one| one.body == "Está aí?").await;
    // Tapping once more does not send once more.
    let toast = talk.carla.taps_data(told.message_id, &data).await;
    assert!(toast.is_some());
    let copies = talk.phone().messages.iter().filter(|one| one.body == "Está aí?").count();
    assert_eq!(copies, 1);
});

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_who_changes_the_number_stays_one_contact() {
    let talk = Talk::on(OFFICIAL).await;
    let moved = serde_json::json!({"body": "mudou", "wa_id": "5511988887777", "type": "user_changed_number"});
    talk.world.cloud.send_raw(MARIA, "system", moved).unwrap();
    let told = talk.carla.sees_somewhere("mudou de número").await;
    assert!(told.text.contains("+55 11 98888-7777"), "{}", told.text);
    let before = talk.world.cloud.accepted_count();
    talk.carla.types("Anotado!");
    within(
        "it goes to the new number",
        talk.world.cloud.until(|cloud| (cloud.accepted_count() > before).then_some(())),
    )
    .await;
    assert_eq!(talk.world.cloud.accepted().pop().unwrap().body["to"], "+5511988887777");
    talk.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_number_that_is_somebody_elses_on_file_is_told_and_taken_from_nobody() {
    let talk = Talk::on(OFFICIAL).await;
    talk.world.cloud.say("5511988887777", "Sou João").unwrap();
    talk.carla.sees_somewhere("Sou João").await;
    let moved = serde_json::json!({"body": "mudou", "wa_id": "5511988887777", "type": "user_changed_number"});
    talk.world.cloud.send_raw(MARIA, "system", moved).unwrap();
    let told = talk.carla.sees_somewhere("mudou de número").await;
    assert!(told.text.contains("+55 11 98888-7777"), "{}", told.text);
    let before = talk.world.cloud.accepted_count();
    talk.carla.types("Maria?");
    let sent =
        talk.world.cloud.until(|cloud| (cloud.accepted_count() > before).then(|| cloud.accepted().pop()));
    let sent = within("it goes to Maria's", sent).await.unwrap();
    assert_eq!(sent.body["to"], "+555199998888");
    talk.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_a_message_of_nobody_is_no_value_of_a_template() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    let greeting = carla.types("/ajuda");
    carla.sees("/cancelar").await;
    walk(&carla, Step::First).await;
    let answer = carla.replies(greeting, "Isto era para outra pessoa");
    let told = carla.sees_somewhere("não sei a que atendimento pertence").await;
    assert_eq!(told.reply_to, Some(answer));
    assert!(!carla.transcript().contains("Olá, Isto era"), "{}", carla.transcript());
    carla.types("Maria");
    carla.sees("(2/3)").await;
    world.ends_well().await;
}
