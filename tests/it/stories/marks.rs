//! What people do to messages that are there already: reactions and changes of their own words, which reach the contact
//! where the channel carries them, and are refused in words where it does not.

use super::talk::{OFFICIAL, Talk, UNOFFICIAL};
use super::walk::{MARIA, open};
use crate::world::{CARLA, World, within};
use balcao::demo::handset::samples;
use balcao::demo::telegram::{ChatMessage, FileKind};
use balcao::demo::wire::{Failure, Recorded, Target};
use chrono::TimeDelta;

/// What the bot says below a message.
async fn told_below(talk: &Talk, message: i32, words: &str) -> ChatMessage {
    talk.carla
        .until(&format!("«{words}» below {message}"), |telegram| {
            let is_it = |one: &ChatMessage| one.reply_to == Some(message) && one.text.contains(words);
            telegram.chat(CARLA).into_iter().rev().find(|one| one.from_bot && is_it(one))
        })
        .await
}

on_both!(a_reaction_is_set_changed_and_taken_away_on_the_contacts_phone, talk => {
    let said = if talk.channel == OFFICIAL {
        talk.world.cloud.say(MARIA, "Chegou!")
    } else {
        talk.world.evolution.say(MARIA, "Chegou!")
    };
    let said = said.unwrap();
    let shown = talk.carla.sees_somewhere("Chegou!").await;
    let reaction = |talk: &Talk| {
        let phone = talk.phone();
        phone.messages.iter().find(|one| one.id == said).and_then(|one| one.reaction.clone())
    };
    for emoji in [Some("❤"), Some("👍"), None] {
        talk.world.telegram.react(CARLA, shown.message_id, emoji);
        talk.she_learns("the reaction", |_phone| reaction(&talk).as_deref() == emoji).await;
    }
    // On the company's own message, too.
    let own = talk.carla.types("Que bom!");
    let seen = talk.she_sees("the text", |one| one.body == "Que bom!").await;
    talk.carla
        .until("it is ticked as sent", |telegram| {
            telegram.message(CARLA, own)?.reactions.iter().any(|mark| mark != "🕊").then_some(())
        })
        .await;
    talk.world.telegram.react(CARLA, own, Some("🎉"));
    talk.she_learns("it", |phone| {
        phone.messages.iter().any(|one| one.id == seen.id && one.reaction.as_deref() == Some("🎉"))
    })
    .await;
    // The dialogue is where it was, and what only Telegram has is said to be so.
    talk.world.telegram.react(CARLA, shown.message_id, Some("5368324170671202286"));
    told_below(&talk, shown.message_id, "só existe no Telegram").await;
    talk.carla.types("Até logo!");
    talk.she_sees("the text", |one| one.body == "Até logo!").await;
});

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_was_sent_is_changed_where_the_channel_can_and_within_its_time() {
    let talk = Talk::on(UNOFFICIAL).await;
    let own = talk.carla.types("Custa R$ 10");
    let seen = talk.she_sees("the text", |one| one.body == "Custa R$ 10").await;
    talk.carla
        .until("it is ticked as sent", |telegram| {
            telegram.message(CARLA, own)?.reactions.iter().any(|mark| mark != "🕊").then_some(())
        })
        .await;
    talk.world.telegram.edit_text(CARLA, own, "Custa *R$ 20*");
    talk.she_sees("the change", |one| one.id == seen.id && one.body == "Custa *R$ 20*").await;
    assert_eq!(talk.phone().messages.iter().filter(|one| !one.from_contact).count(), 1, "no second message");
    talk.world.turn(TimeDelta::minutes(16));
    talk.world.telegram.edit_text(CARLA, own, "Custa R$ 30");
    told_below(&talk, own, "mais de 15 minutos").await;
    talk.she_sees("what was there", |one| one.id == seen.id && one.body == "Custa *R$ 20*").await;
    talk.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_it_cannot_be_changed_the_person_is_told_and_the_contact_keeps_what_was_sent() {
    let talk = Talk::on(OFFICIAL).await;
    let own = talk.carla.types("Custa R$ 10");
    talk.she_sees("the text", |one| one.body == "Custa R$ 10").await;
    talk.carla
        .until("it is ticked as sent", |telegram| {
            telegram.message(CARLA, own)?.reactions.iter().any(|mark| mark != "🕊").then_some(())
        })
        .await;
    let before = talk.world.cloud.accepted_count();
    talk.world.telegram.edit_text(CARLA, own, "Custa R$ 20");
    told_below(&talk, own, "não muda o que já foi enviado").await;
    assert_eq!(talk.world.cloud.accepted_count(), before);
    talk.world.ends_well().await;
}

both_ways! { async fn what_waits_in_the_queue_leaves_as_it_was_changed(world) {
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    carla.enters("Vendas").await;
    carla.taps("Responder").await;
    let own = carla.types("Custa R$ 10");
    carla.sees("Na fila (1)").await;
    world.telegram.edit_text(CARLA, own, "Custa R$ 20");
    carla.taps("Ver fila").await;
    carla.button("1. Custa R$ 20").await;
    world.cloud.say(MARIA, "Quanto custa?").unwrap();
    within("it leaves", world.cloud.until(|cloud| (cloud.accepted_count() == 2).then_some(()))).await;
    assert_eq!(world.cloud.accepted()[1].body["text"]["body"], "Custa R$ 20");
    world.ends_well().await;
} }

#[tokio::test(flavor = "multi_thread")]
async fn words_that_are_put_under_a_sound_in_the_queue_are_said_not_to_be_carried() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    carla.sees("✓✓ entregue").await;
    carla.taps("Responder").await;
    carla.sees("A janela está fechada").await;
    let talk = Talk { world, carla, channel: OFFICIAL };
    let own = talk.carla_sends(FileKind::Voice, "", "audio/ogg", samples::OGG_OPUS, "");
    talk.carla.sees("Na fila (1)").await;
    talk.world.telegram.edit_text(CARLA, own, "ouça até o fim");
    told_below(&talk, own, "O WhatsApp não leva texto junto com áudio").await;
    talk.world.cloud.say(MARIA, "Oi!").unwrap();
    talk.she_sees("the voice", |one| one.kind == "audio").await;
    talk.world.ends_well().await;
}

on_both!(who_is_about_to_answer_is_seen_to_type_and_nobody_else, talk => {
    let said = if talk.channel == OFFICIAL {
        talk.world.cloud.say(MARIA, "Tem azul?")
    } else {
        talk.world.evolution.say(MARIA, "Tem azul?")
    };
    assert!(said.is_some());
    talk.carla.sees_somewhere("Tem azul?").await;
    let typing = |requests: &[Recorded]| {
        let is_typing = |one: &&Recorded| {
            one.path.contains("sendPresence") || one.body.contains("typing_indicator")
        };
        requests.iter().filter(is_typing).count()
    };
    let of_all = |talk: &Talk| typing(&talk.world.cloud.requests()) + typing(&talk.world.evolution.requests());
    let before = of_all(&talk);
    talk.carla.taps("Responder").await;
    let shown = async {
        if talk.channel == OFFICIAL {
            talk.world.cloud.until(|cloud| (typing(&cloud.requests()) > before).then_some(())).await;
        } else {
            talk.world.evolution.until(|server| (typing(&server.requests()) > before).then_some(())).await;
        }
    };
    within("it is shown", shown).await;
});

#[tokio::test(flavor = "multi_thread")]
async fn while_the_window_is_closed_a_reaction_is_refused_in_words() {
    let talk = Talk::on(OFFICIAL).await;
    let said = talk.carla.sees_somewhere("Oi!").await;
    talk.world.turn(TimeDelta::hours(25));
    let before = talk.world.cloud.accepted_count();
    talk.world.telegram.react(CARLA, said.message_id, Some("❤"));
    told_below(&talk, said.message_id, "A janela está fechada").await;
    assert_eq!(talk.world.cloud.accepted_count(), before);
    talk.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reaction_of_which_nobody_knows_is_set_again_and_keeps_nothing_back_for_long() {
    let talk = Talk::on(OFFICIAL).await;
    let said = talk.carla.sees_somewhere("Oi!").await;
    talk.world.cloud.fail_next(Target::Sends, 1, Failure::Status(500));
    talk.world.telegram.react(CARLA, said.message_id, Some("❤"));
    talk.world.until_next_try(talk.world.clock.now() + TimeDelta::seconds(2)).await;
    talk.carla.types("E agora?");
    talk.world.turn(TimeDelta::seconds(2));
    talk.she_sees("the text", |one| one.body == "E agora?").await;
    talk.she_learns("the reaction", |phone| {
        phone.messages.iter().any(|one| one.reaction.as_deref() == Some("❤"))
    })
    .await;
    talk.world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_end_nothing_of_it_reaches_the_contact() {
    let world = World::new().await;
    let carla = world.person(CARLA);
    open(&world, &carla, MARIA).await;
    world.cloud.say(MARIA, "Obrigada!").unwrap();
    let said = carla.sees_somewhere("Obrigada!").await;
    carla.taps("Concluir").await;
    carla.taps("Dúvidas").await;
    carla.taps("Concluir sem nota").await;
    carla.sees_somewhere("Atendimento concluído").await;
    world.telegram.react(CARLA, said.message_id, Some("❤"));
    carla.sees("não está mais com você").await;
    assert_eq!(world.cloud.accepted_count(), 1);
    world.ends_well().await;
}
