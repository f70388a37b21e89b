//! Somebody starts an attendance: from a number to the card, one step for each panel, by either channel.

use super::dice::Dice;
use super::people::{CONTACTS, Diary, boards, key};
use crate::world::World;
use balcao::demo::telegram::ChatMessage;

/// Templates that somebody chooses: one without values, one with numbered ones, one with named ones.
const TEMPLATES: [&str; 3] = ["retomar_contato", "pedido_confirmado", "retorno_orcamento"];

impl Diary {
    /// One step on; says whether there was one to take.
    pub(super) fn staff_starts(&mut self, world: &World, person: i64, dice: &mut Dice) -> bool {
        let boards = boards(world, person);
        let panel = boards.iter().find(|one| key(one, &["Cancelar"]).is_some());
        // Who sees below it that what they type goes to a contact types no value.
        let panel = panel.filter(|panel| !is_replaced(world, person, panel));
        let Some(panel) = panel.filter(|_panel| self.starting.contains_key(&person) && dice.percent(98))
        else {
            let contact = *dice.one_of(&CONTACTS);
            self.starting.insert(person, contact);
            self.walked.remove(&person);
            world.telegram.type_text(person, &format!("/start n{contact}"));
            return true;
        };
        // The same step once more only sometimes, as an impatient person does.
        let sight = (panel.message_id, panel.text.clone());
        if self.walked.get(&person) == Some(&sight) && !dice.percent(10) {
            return false;
        }
        self.walked.insert(person, sight);
        if asks_for_value(panel) {
            let word = self.word('t');
            if let Some(contact) = self.starting.get(&person) {
                self.values.push((word.clone(), contact));
            }
            world.telegram.type_text(person, &word);
            return true;
        }
        let Some(data) = next(panel, dice) else { return false };
        if key(panel, &["Cancelar"]).as_ref() == Some(&data) && panel.text.starts_with("Enviar este") {
            self.taken_back.push(panel.text.clone());
        }
        world.telegram.tap(person, panel.message_id, &data);
        true
    }

    /// Somebody has begun and not come to an end.
    pub(super) fn is_starting(&self, person: i64) -> bool {
        self.starting.contains_key(&person)
    }

    /// Somebody begins anew the next time.
    pub(super) fn has_started(&mut self, person: i64) {
        self.starting.remove(&person);
    }
}

/// Whether the bot said below the panel that from now on what is typed goes to a contact.
fn is_replaced(world: &World, person: i64, panel: &ChatMessage) -> bool {
    let says_so = |one: &ChatMessage| one.from_bot && !one.deleted && one.text.starts_with("✍️");
    let below = |one: &ChatMessage| one.thread == panel.thread && one.message_id > panel.message_id;
    world.telegram.chat(person).iter().any(|one| below(one) && says_so(one))
}

/// Whether a panel asks for one of so many values.
fn asks_for_value(panel: &ChatMessage) -> bool {
    (1..=9).any(|of| panel.text.contains(&format!("/{of})")))
}

/// Which button leads on.
fn next(panel: &ChatMessage, dice: &mut Dice) -> Option<String> {
    let says = |words: &str| panel.text.contains(words);
    if says("Selecione um canal") {
        let channel = if dice.percent(50) { "WhatsApp Oficial" } else { "Loja Centro" };
        return key(panel, &[channel, "WhatsApp Oficial", "Loja Centro"]);
    }
    if says("Selecione uma equipe") {
        return key(panel, &[*dice.one_of(&["Vendas", "Suporte"]), "Vendas", "Suporte"]);
    }
    if says("Janela aberta até") {
        let way = if dice.percent(50) { "Abrir sem modelo" } else { "Escolher um modelo" };
        return key(panel, &[way]);
    }
    let chosen = *dice.one_of(&TEMPLATES);
    key(
        panel,
        &[
            "Conversar",
            "Definir parâmetros",
            "Iniciar atendimento",
            "Continuar",
            chosen,
            "pedido_confirmado",
            "retomar_contato",
            "Pedir transferência",
            "Abrir",
            "Tentar de novo",
            "Cancelar",
        ],
    )
}
