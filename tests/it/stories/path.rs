//! The official path, step by step: a story walks it as far as it needs.

use crate::world::Person;

/// The number that is typed, as a Brazilian would.
pub(super) const NUMBER: &str = "51 99999-8888";
/// The number as it is shown.
pub(super) const SHOWN: &str = "+55 51 99999-8888";

/// A step of the official path of a contact nobody knows, by the panel that asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    Number,
    SendType,
    Channel,
    Team,
    Templates,
    Preview,
    First,
    Second,
    Third,
    Review,
}

impl Step {
    /// All, in the order in which they are walked.
    pub(super) const ALL: [Self; 10] = [
        Self::Number,
        Self::SendType,
        Self::Channel,
        Self::Team,
        Self::Templates,
        Self::Preview,
        Self::First,
        Self::Second,
        Self::Third,
        Self::Review,
    ];

    /// Words that no other panel has.
    pub(super) const fn says(self) -> &'static str {
        match self {
            Self::Number => "Ainda não está nos seus contatos",
            Self::SendType => "Selecione o tipo de envio",
            Self::Channel => "Selecione um canal",
            Self::Team => "Selecione uma equipe",
            Self::Templates => "modelos aprovados",
            Self::Preview => "Faltam preencher 3 parâmetros",
            Self::First => "(1/3)",
            Self::Second => "(2/3)",
            Self::Third => "(3/3)",
            Self::Review => "Custo estimado",
        }
    }

    /// Does what leads here from the step before, and waits for the panel.
    pub(super) async fn enter(self, person: &Person) {
        match self {
            Self::Number => drop(person.types(NUMBER)),
            Self::SendType => person.taps("Conversar").await,
            Self::Channel => person.taps("Iniciar atendimento").await,
            Self::Team => person.taps("WhatsApp Oficial").await,
            Self::Templates => person.taps("Vendas").await,
            Self::Preview => person.taps("pedido_confirmado").await,
            Self::First => person.taps("Definir parâmetros").await,
            Self::Second => drop(person.types("Maria")),
            Self::Third => drop(person.types("1042")),
            Self::Review => drop(person.types("amanhã")),
        }
        person.sees(self.says()).await;
    }
}

/// Walks from the menu to a step.
pub(super) async fn walk(person: &Person, to: Step) {
    for step in Step::ALL.into_iter().filter(|step| *step <= to) {
        step.enter(person).await;
    }
}

/// Puts a contact on file by typing number and name, and goes back to the menu.
pub(super) async fn file(person: &Person, number: &str, name: &str) {
    person.types(number);
    person.sees("Ainda não está nos seus contatos").await;
    person.taps("Novo contato").await;
    person.sees("Nome do contato").await;
    person.types(name);
    person.sees("e-mail").await;
    person.taps("Salvar").await;
    person.sees("Salvo").await;
    person.types("/menu");
    person.sees("Olá, ").await;
}

/// Taps the newest button that says exactly this.
pub(super) async fn taps_whole(person: &Person, label: &str) {
    let (message, data) = person
        .until(&format!("there is a button that says just «{label}»"), |telegram| {
            telegram.chat(person.id).iter().rev().find_map(|message| {
                let found = message.keyboard.iter().flatten().find(|button| button.text == label)?;
                Some((message.message_id, found.data.clone()?))
            })
        })
        .await;
    person.taps_data(message, &data).await;
}
