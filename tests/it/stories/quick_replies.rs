//! Quick replies: made once, and said by a word, in whatever way it is said to whom.

use super::talk::{OFFICIAL, Talk, UNOFFICIAL};
use crate::world::{ANA, BRUNO, CARLA, Person};
use balcao::demo::telegram::ChatMessage;
use balcao::demo::wire::{Failure, Target};

/// Makes a reply from the menu on; whose it is is asked of who may choose.
async fn makes(person: &Person, word: &str, text: &str, whose: Option<&str>) {
    person.leaves_topic();
    person.types("/ajustes");
    person.sees("Ajustes").await;
    person.taps("Respostas rápidas").await;
    person.sees("escreva a barra e a palavra").await;
    person.taps("Nova resposta").await;
    person.sees("Digite a palavra").await;
    person.types(word);
    person.sees("Digite o texto").await;
    person.types(text);
    if let Some(whose) = whose {
        person.sees("Para quem é esta resposta?").await;
        person.taps(whose).await;
    }
    person.sees("✅ Pronto").await;
}

on_both!(a_word_says_what_was_written_once, talk => {
    makes(&talk.carla, "/PIX", "Oi {contato}! Aqui é {eu}, de {equipe}: a chave é *pix@loja*", Some("Só minha")).await;
    talk.carla.types("/menu");
    talk.carla.sees("Olá, Carla").await;
    // In answer to the card it needs no current attendance.
    let card = talk.carla.sees_somewhere("Vendas · ").await;
    talk.carla.replies(card.message_id, "/pix");
    let said = "Aqui é Carla, de Vendas: a chave é *pix@loja*";
    talk.she_sees("the reply", |one| one.body.contains(said)).await;
    talk.carla.sees("foi para o contato").await;
    // By the current attendance, or by the topic.
    if talk.world.has_topics() {
        talk.carla.enters("Vendas").await;
    }
    talk.carla.taps("Mais").await;
    talk.carla.sees("Mais · ").await;
    talk.carla.taps("Respostas rápidas").await;
    talk.carla.sees("Respostas rápidas · ").await;
    talk.carla.taps("/pix").await;
    talk.carla.sees("Vai para").await;
    talk.carla.taps("Enviar").await;
    let twice = |phone: &balcao::demo::handset::PhoneView| {
        phone.messages.iter().filter(|one| !one.from_contact && one.body.contains(said)).count() == 2
    };
    talk.she_learns("the reply once more", twice).await;
    talk.carla.types("/pix");
    let thrice = |phone: &balcao::demo::handset::PhoneView| {
        phone.messages.iter().filter(|one| !one.from_contact && one.body.contains(said)).count() == 3
    };
    talk.she_learns("the reply a third time", thrice).await;
    // A word that calls nothing says nothing.
    talk.carla.types("/chave");
    talk.carla.sees("/chave").await;
    talk.carla.types("Até já");
    talk.she_sees("what was typed", |one| one.body == "Até já").await;
    assert!(!talk.phone().messages.iter().any(|one| one.body.contains("chave") && !one.body.contains(said)));
});

both_ways! {
    /// One's own stands before the team's; a colleague of another team has neither.
    async fn replies_are_for_whom_they_were_made(world) {
        let (carla, ana, bruno) = (world.person(CARLA), world.person(ANA), world.person(BRUNO));
        makes(&carla, "horario", "Das 9 às 18", Some("Vendas")).await;
        makes(&carla, "horario", "Das 9 às 12", Some("Só minha")).await;
        carla.types("/ajustes");
        carla.taps("Respostas rápidas").await;
        carla.sees("Respostas rápidas (2)").await;
        // Ana is in Vendas and may use its reply; it is not hers to change.
        ana.types("/ajustes");
        ana.sees("Ajustes").await;
        ana.taps("Respostas rápidas").await;
        ana.taps("/horario").await;
        ana.sees("da equipe Vendas").await;
        assert!(!ana.buttons().iter().any(|button| button.contains("Apagar")), "{:?}", ana.buttons());
        bruno.types("/ajustes");
        bruno.sees("Ajustes").await;
        bruno.taps("Respostas rápidas").await;
        bruno.sees("Ainda não há nenhuma").await;
        // Carla changes hers, then takes it away; a button of the panel before does nothing any more.
        carla.taps("/horario · Das 9 às 12").await;
        carla.sees("só sua").await;
        carla.taps("Mudar o texto").await;
        carla.types("Só de manhã");
        carla.sees("✅ Pronto").await;
        carla.taps("/horario · Só de manhã").await;
        let (panel, delete) = carla.button("Apagar").await;
        carla.taps("Apagar").await;
        carla.sees("Apagada").await;
        let said = carla.taps_data(panel, &delete).await;
        assert_eq!(said.as_deref(), Some("Este menu não vale mais"));
        carla.sees("Respostas rápidas").await;
        world.ends_well().await;
    }
}

both_ways! {
    async fn what_is_no_reply_is_said(world) {
        let carla = world.person(CARLA);
        carla.types("/ajustes");
        carla.taps("Respostas rápidas").await;
        carla.taps("Nova resposta").await;
        for (wrong, said) in [("duas palavras", "A palavra tem de 1 a"), ("menu", "Já existe um comando")] {
            carla.types(wrong);
            carla.sees(said).await;
        }
        carla.types("pix");
        carla.sees("Digite o texto").await;
        carla.types(&"x".repeat(1_025));
        carla.sees("1.024").await;
        carla.taps("Voltar").await;
        carla.sees("Digite a palavra").await;
        carla.taps("Cancelar").await;
        carla.sees("Olá, Carla").await;
        world.ends_well().await;
    }
}

/// The message that called a reply is changed into another command: the contact keeps the reply.
#[tokio::test(flavor = "multi_thread")]
async fn a_command_that_is_changed_never_reaches_the_contact() {
    let talk = Talk::on(UNOFFICIAL).await;
    makes(&talk.carla, "pix", "A chave é pix@loja", Some("Só minha")).await;
    talk.carla.types("/menu");
    talk.carla.sees("Olá, Carla").await;
    let card = talk.carla.sees_somewhere("Vendas · ").await;
    let own = talk.carla.replies(card.message_id, "/pix");
    let seen = talk.she_sees("the reply", |one| one.body == "A chave é pix@loja").await;
    talk.carla
        .until("it is ticked as sent", |telegram| {
            telegram.message(CARLA, own)?.reactions.iter().any(|mark| mark != "🕊").then_some(())
        })
        .await;
    for command in ["/pix2", "*/pix2*"] {
        let before = talk.world.telegram.chat(CARLA).len();
        talk.world.telegram.edit_text(CARLA, own, command);
        talk.carla
            .until("she is told below it", |telegram| {
                let chat = telegram.chat(CARLA);
                let mut new = chat.iter().skip(before);
                new.any(|one| one.reply_to == Some(own) && one.text.contains("Comandos não mudam"))
                    .then_some(())
            })
            .await;
    }
    talk.she_sees("the reply as it was", |one| one.id == seen.id && one.body == "A chave é pix@loja").await;
    assert!(!talk.phone().messages.iter().any(|one| one.body.contains("pix2")));
    talk.world.ends_well().await;
}

// One chosen from the list stands in no message of hers, and the card tells of what is said after it.
on_both!(one_that_fails_is_told_with_its_words, talk => {
    makes(&talk.carla, "pix", "A chave é pix@loja", Some("Só minha")).await;
    if talk.world.has_topics() {
        talk.carla.enters("Vendas").await;
    }
    talk.carla.taps("Mais").await;
    talk.carla.sees("Mais · ").await;
    talk.carla.taps("Respostas rápidas").await;
    talk.carla.sees("Respostas rápidas · ").await;
    talk.carla.taps("/pix").await;
    talk.carla.sees("Vai para").await;
    if talk.channel == OFFICIAL {
        talk.world.cloud.fail_next(Target::Sends, 1, Failure::Code(131_026));
    } else {
        talk.world.evolution.fail_next(Target::Sends, 1, Failure::Status(401));
    }
    talk.carla.taps("Enviar").await;
    let is_it = |one: &ChatMessage| {
        one.from_bot && one.reply_to.is_none() && one.text.starts_with('⚠') && one.text.contains("pix@loja")
    };
    let told = talk
        .carla
        .until("the failure is told with its words", |telegram| {
            telegram.chat(CARLA).into_iter().rev().find(is_it)
        })
        .await;
    let names = ["Maria Souza", "+55 51 99999-8888"];
    assert!(names.iter().any(|name| told.text.contains(name)), "{}", told.text);
    let retry = told.keyboard.iter().flatten().find(|button| button.text.contains("Tentar de novo")).unwrap();
    talk.carla.taps_data(told.message_id, retry.data.as_deref().unwrap()).await;
    talk.she_sees("the reply after all", |one| one.body == "A chave é pix@loja").await;
});
