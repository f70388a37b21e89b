//! The words of the contract, as people in Brazil read them.

use super::super::{card, screen};
use super::cast::{
    attendance, attendance_id, card_of, chosen, contact, filled, maria, panel, phone, row, texts, voice,
};
use crate::dialogue::card::LastMessage;
use crate::dialogue::screen::{Button, Chosen, Holder, Label, Line, Person};
use crate::dialogue::state::Tab;
use crate::dialogue::{Action, Card, CardAction, Prompt, Quick, Screen};
use crate::domain::attendance::Conclusion;
use crate::domain::channel::DownReason;
use crate::domain::cost::{Estimate, Market, MicroMoney, Unpriced};
use crate::domain::fault::{Fault, FaultKind};
use crate::domain::message::MessageState;
use crate::domain::phone::Phone;
use crate::domain::staff::Locale;
use crate::domain::template::preview::preview;
use crate::domain::template::{Category, TemplateKey};
use crate::domain::window::Window;
use crate::i18n::Words;
use chrono::{NaiveDate, TimeDelta};

fn html(prompt: Prompt) -> String {
    let words = Words::load();
    screen(&panel(prompt), &voice(&words, Locale::PT_BR), 1, 1).unwrap().html
}

fn buttons(prompt: Prompt, rows: Vec<Vec<Button>>) -> Vec<Vec<String>> {
    let words = Words::load();
    texts(&screen(&Screen { prompt, line: None, rows }, &voice(&words, Locale::PT_BR), 1, 1).unwrap())
}

fn own(action: Action) -> Button {
    Button { action, label: Label::Own }
}

fn button(prompt: Prompt, one: Button) -> String {
    buttons(prompt, vec![vec![one]]).remove(0).remove(0)
}

fn of(label: Label) -> String {
    button(Prompt::AskNumber, Button { action: Action::New, label })
}

#[test]
fn the_menu_offers_what_there_is_to_do() {
    let prompt = || Prompt::Menu { name: "Carla".to_owned(), draft: true };
    assert!(html(prompt()).starts_with("<b>Olá, Carla!</b>\n"));
    let rows = vec![
        vec![own(Action::Resume)],
        vec![own(Action::New)],
        vec![own(Action::Attendances(Tab::Mine)), own(Action::Queue)],
    ];
    let expected =
        [vec!["↩️ Continuar de onde parou"], vec!["➕ Novo atendimento"], vec!["💬 Atendimentos", "⏳ Fila"]];
    assert_eq!(buttons(prompt(), rows), expected);
}

#[test]
fn a_number_is_shown_as_read_with_its_country_and_state() {
    let words = Words::load();
    let now = voice(&words, Locale::PT_BR).now;
    let prompt = |known: bool, open| Prompt::Number {
        person: maria(),
        phone: phone(),
        contact: known.then(|| Box::new(contact(Some("Maria Souza"), now))),
        last: known.then(|| attendance(now)),
        open,
    };
    assert_eq!(
        html(prompt(true, Vec::new())),
        "📱 <b>+55 51 99999-8888</b>\n🇧🇷 Brasil · RS\n\n👤 <b>Maria Souza</b>\nÚltimo atendimento: 14:30"
    );
    let other = Prompt::Number {
        person: Person { phone: Phone::from_digits("5541988887777"), ..maria() },
        phone: phone(),
        contact: Some(Box::new(contact(None, now))),
        last: None,
        open: Vec::new(),
    };
    let goes_to = "☎️ As mensagens vão para <b>+55 41 98888-7777</b>, o número principal.";
    assert!(html(other).contains(goes_to));
    let since = now - TimeDelta::days(1);
    let carla = Holder::Colleague { name: Some("Carla".to_owned()), team: "Vendas".to_owned(), since };
    assert!(
        html(prompt(true, vec![carla])).ends_with("🟢 Em atendimento com Carla (Vendas) desde ontem 15:00")
    );
    assert!(html(prompt(true, vec![Holder::OtherTeam])).ends_with("🔒 Em atendimento por outra equipe"));
    assert_eq!(button(prompt(false, Vec::new()), own(Action::NameContact)), "➕ Novo contato");
    assert_eq!(button(prompt(true, Vec::new()), own(Action::NameContact)), "✏️ Editar");
    assert_eq!(button(prompt(true, Vec::new()), own(Action::Converse)), "💬 Conversar");
}

#[test]
fn the_steps_of_a_start_say_the_words_of_the_contract() {
    let send = html(Prompt::SendType { chosen: Chosen { person: maria(), channel: None, team: None } });
    let expected =
        "<b>Enviar mensagem</b>\n👤 <b>Maria Souza</b> · +55 51 99999-8888\n\nSelecione o tipo de envio";
    assert_eq!(send, expected);
    assert!(html(Prompt::Channel { chosen: chosen(), none: false }).ends_with("<b>Selecione um canal</b>"));
    let team = html(Prompt::Team { chosen: chosen() });
    assert!(team.ends_with("<b>Selecione uma equipe</b>"));
    assert!(team.contains("📱 WhatsApp Oficial\n👥 Vendas <i>(único disponível)</i>"), "{team}");
    let taken = |holder| html(Prompt::Taken { chosen: chosen(), holder });
    assert!(taken(Holder::Me).contains("Você já está atendendo este contato"));
    assert!(taken(Holder::OtherTeam).ends_with("<b>Outra equipe</b> está atendendo este contato agora."));
    let words = [
        (own(Action::StartAttendance), "▶️ Iniciar atendimento"),
        (own(Action::Send), "▶️ Iniciar atendimento"),
        (own(Action::Back), "⬅️ Voltar"),
        (own(Action::Cancel), "✖️ Cancelar"),
        (own(Action::NewNumber), "➕ Novo contato"),
        (own(Action::OpenCard(attendance_id())), "📂 Abrir"),
        (own(Action::AskTransfer(attendance_id())), "🔁 Pedir transferência"),
        (own(Action::SetParameters), "✏️ Definir parâmetros"),
        (own(Action::CostRules), "?"),
        (own(Action::FixNumber), "✏️ Corrigir número"),
    ];
    for (one, expected) in words {
        assert_eq!(button(Prompt::AskNumber, one), expected);
    }
}

#[test]
fn a_channel_shows_its_kind_and_whether_it_is_down() {
    let shown = |official, down, restricted_until| {
        of(Label::Channel { name: "Loja Centro".to_owned(), official, down, restricted_until })
    };
    let channel = |official, down| shown(official, down, None);
    assert_eq!(channel(true, None), "Loja Centro · API Oficial");
    assert_eq!(channel(false, None), "Loja Centro · API Não Oficial");
    assert_eq!(
        channel(false, Some(DownReason::Disconnected)),
        "🚫 Loja Centro · API Não Oficial · desconectado"
    );
    let words = Words::load();
    let until = voice(&words, Locale::PT_BR).now + TimeDelta::hours(2);
    let restricted = shown(false, None, Some(until));
    assert!(restricted.starts_with("⏳ Loja Centro · API Não Oficial · restrito até "), "{restricted}");
}

#[test]
fn rows_of_lists_say_who_what_and_how_long_ago() {
    let words = Words::load();
    let now = voice(&words, Locale::PT_BR).now;
    let one =
        Label::Attendance(Box::new(row(Some("Maria Souza"), "Quero saber o preço da\nentrega", 2, now)));
    assert_eq!(of(one), "🟢 Maria Souza · ⏳2 · Quero saber o preço d… · 5 min");
    let key = |name: &str| TemplateKey { name: name.to_owned(), language: "pt_BR".to_owned() };
    let template = |name| Label::Template { key: key(name), category: Category::Utility, unfillable: None };
    assert_eq!(of(template("retorno_orcamento")), "retorno_orcamento · Utilidade · português");
    let long = "confirmacao_de_agendamento_com_endereco_e_horario_v2";
    assert_eq!(of(template(long)), format!("{long} · Utilidade · português"));
    let endless = "\"🦀".repeat(2_000);
    let cut = of(Label::Name(endless));
    assert!(cut.ends_with('…') && cut.len() < 900, "{} bytes", cut.len());
    let joao = Label::Contact { name: Some("João".to_owned()), phone: Some(phone()) };
    assert_eq!(of(joao), "João · +55 51 99999-8888");
    assert_eq!(of(Label::Position { page: 2, of: 5 }), "2/5");
}

#[test]
fn the_tabs_of_attendances_show_which_is_open_and_how_many_each_has() {
    let tab =
        |one, chosen, count| Button { action: Action::Attendances(one), label: Label::Tab { chosen, count } };
    let rows = vec![vec![tab(Tab::New, false, 12), tab(Tab::Mine, true, 3), tab(Tab::Others, false, 0)]];
    let prompt = || Prompt::Attendances { tab: Tab::Mine, query: String::new(), total: 3 };
    assert_eq!(buttons(prompt(), rows), [["Novos (12)", "• Meus (3) •", "Outros (0)"]]);
    assert_eq!(
        html(prompt()),
        "<b>Atendimentos</b> · Meus (3)\n🔎 <b>Pesquisar</b>: digite um nome ou número."
    );
}

#[test]
fn languages_are_written_in_themselves() {
    let rows =
        [Locale::PT_BR, Locale::EN, Locale::ES].map(|one| vec![own(Action::SetLanguage(one))]).to_vec();
    let prompt = Prompt::ChooseLanguage { now: Locale::PT_BR };
    assert_eq!(buttons(prompt, rows), [["Português"], ["English"], ["Español"]]);
}

#[test]
fn a_parameter_says_which_one_where_it_stands_and_grows_the_preview() {
    let so_far = filled(&[("cliente", "Maria")]);
    let slots = so_far.template.slots().unwrap();
    let asked = |index: usize| {
        html(Prompt::Parameter {
            position: u32::try_from(index).unwrap() + 1,
            of: 4,
            slot: slots[index].clone(),
            preview: Box::new(preview(&so_far)),
            moving: false,
        })
    };
    assert_eq!(
        asked(1),
        "<b>Parâmetros</b> (2/4)\n<b>[atendente]</b>, no texto\nDigite o valor.\nExemplo: João\n\
         <blockquote><b>Seu orçamento</b>\n\nOlá, <b>Maria</b>!\nAqui é 👉 <b>[atendente]</b>, da \
         <code>[equipe]</code>.\n\n<i>Loja Exemplo</i>\n\n↩️ Quero falar\n🔗 Ver orçamento: \
         https://loja.example/o/<code>[numero]</code></blockquote>"
    );
    let link = asked(3);
    assert!(
        link.contains("<b>[numero]</b>, no botão “Ver orçamento”\nDigite o final do link.\nExemplo: 42"),
        "{link}"
    );
    let quick = |quick, value: &str| of(Label::Quick { quick, value: value.to_owned() });
    assert_eq!(quick(Quick::ContactName, "Maria"), "Contato: Maria");
    assert_eq!(quick(Quick::LastUsed, "Carla"), "Última vez: Carla");
}

fn review(cost: Option<Estimate>, rules: bool) -> Prompt {
    let values = [("cliente", "Maria"), ("atendente", "Carla"), ("equipe", "Vendas"), ("numero", "42")];
    let done = filled(&values);
    Prompt::Review {
        chosen: chosen(),
        key: done.template.key.clone(),
        category: done.template.category,
        preview: Box::new(preview(&done)),
        cost,
        rules,
    }
}

#[test]
fn the_review_shows_the_message_as_it_will_arrive_and_what_it_costs() {
    let known = Estimate::Known {
        amount: MicroMoney { micros: 6_800, currency: "USD".to_owned() },
        market: Market::find("Brazil").unwrap(),
        effective: NaiveDate::from_ymd_opt(2026, 10, 1).unwrap(),
    };
    let said = html(review(Some(known.clone()), false));
    assert!(said.contains("Olá, Maria!\nAqui é Carla, da Vendas."), "no marks are left: {said}");
    assert!(said.contains("Custo estimado: US$ 0,0068 · Utilidade · Brasil\n"), "{said}");
    assert!(said.contains("mensagem iniciada pela empresa: a Meta cobra por mensagem entregue"), "{said}");
    assert!(!said.contains("Como a Meta cobra"));
    let rules = html(review(Some(known), true));
    assert!(
        rules.contains("5. ") && rules.contains("<a href=\"https://"),
        "five lines and the provider's page"
    );
    let unknown = Estimate::Unknown { market: None, why: Unpriced::NoPhone };
    assert!(html(review(Some(unknown), false)).contains("custo desconhecido"), "never zero");
    assert!(!html(review(None, false)).contains("usto"), "an unofficial channel has no cost line");
}

#[test]
fn a_template_without_gaps_goes_straight_on() {
    let one = filled(&[]);
    let prompt = |slots| Prompt::Preview {
        chosen: chosen(),
        key: one.template.key.clone(),
        category: Category::Utility,
        preview: Box::new(preview(&one)),
        slots,
        unfillable: None,
    };
    assert_eq!(button(prompt(0), own(Action::SetParameters)), "➡️ Continuar");
    assert_eq!(button(prompt(3), own(Action::SetParameters)), "✏️ Definir parâmetros");
    let said = html(prompt(3));
    assert!(
        said.starts_with("<b>Modelo de mensagem</b>\n<b>retorno_orcamento</b> · Utilidade · português\n"),
        "{said}"
    );
    assert!(said.ends_with("Faltam preencher 3 parâmetros."));
}

fn drawn(one: &Card) -> (String, Vec<Vec<String>>) {
    let words = Words::load();
    let rendered = card(one, &voice(&words, Locale::PT_BR), attendance_id()).unwrap();
    (rendered.html.clone(), texts(&rendered))
}

#[test]
fn the_card_reads_as_the_contract_says() {
    let words = Words::load();
    let now = voice(&words, Locale::PT_BR).now;
    let (said, buttons) = drawn(&card_of(now));
    assert_eq!(
        said,
        "🟢 <b>Maria Souza</b> · +55 51 99999-8888\nVendas · WhatsApp Oficial · Carla Dias\n\
         ✓✓ lida 14:32 · janela fechada: aguardando resposta\n⏳ 2 mensagens na fila"
    );
    assert_eq!(buttons, [["💬 Responder", "✅ Concluir"]]);
    let soon = Card {
        window: Some(Window::Active { until: now + TimeDelta::minutes(80) }),
        held: 0,
        ..card_of(now)
    };
    assert!(drawn(&soon).0.ends_with("⏰ janela fecha em 1 h 20 min"));
    let later =
        Card { window: Some(Window::Active { until: now + TimeDelta::hours(20) }), held: 0, ..card_of(now) };
    assert!(drawn(&later).0.ends_with("janela aberta até amanhã 11:00"));
}

#[test]
fn the_card_says_where_the_next_text_goes() {
    let words = Words::load();
    let now = voice(&words, Locale::PT_BR).now;
    let until = now + TimeDelta::hours(20);
    for (window, end) in [
        (None, "vai para este contato."),
        (Some(Window::Active { until }), "vai para este contato."),
        (Some(Window::NotStarted), "fica na fila e sai quando o contato escrever."),
        (Some(Window::Expired { at: now }), "fica na fila e sai quando o contato escrever."),
    ] {
        let card = Card { window, typing_goes_here: true, ..card_of(now) };
        assert!(drawn(&card).0.ends_with(end), "{window:?}: {}", drawn(&card).0);
    }
}

#[test]
fn what_is_tried_again_by_itself_is_told_from_what_is_on_its_way() {
    let words = Words::load();
    let now = voice(&words, Locale::PT_BR).now;
    let queued = |fault| {
        let last = Some(LastMessage { state: MessageState::Queued, at: now, fault, waits: None });
        drawn(&Card { last, ..card_of(now) }).0
    };
    assert!(queued(None).contains("🕊 enviando…"));
    let fault = Fault::new(FaultKind::Upstream, "503", "");
    assert!(queued(Some(fault)).contains("🔄 o WhatsApp ainda não aceitou; tentando de novo…"));
}

#[test]
fn a_failure_says_what_happened_and_offers_the_way_out() {
    let words = Words::load();
    let now = voice(&words, Locale::PT_BR).now;
    let fault = Some(Fault::new(FaultKind::NotOnWhatsapp, "131026", ""));
    let failed = Card {
        last: Some(LastMessage { state: MessageState::Failed, at: now, fault, waits: None }),
        rows: vec![vec![CardAction::Retry, CardAction::ChangeTemplate, CardAction::FixNumber]],
        ..card_of(now)
    };
    let (said, buttons) = drawn(&failed);
    assert!(said.contains("💔 não enviada 15:00"), "{said}");
    assert!(said.contains("⚠️ Este número não tem WhatsApp."), "{said}");
    assert_eq!(buttons, [["🔄 Tentar de novo", "📄 Trocar modelo", "✏️ Corrigir número"]]);
    let unknown = Card {
        last: Some(LastMessage { state: MessageState::Unknown, at: now, fault: None, waits: None }),
        rows: vec![vec![CardAction::Verify, CardAction::Resend], vec![CardAction::Take]],
        ..card_of(now)
    };
    let (said, buttons) = drawn(&unknown);
    assert!(said.contains("Não sabemos se a mensagem chegou"), "{said}");
    assert_eq!(buttons, [vec!["🔍 Verificar", "⚠️ Reenviar mesmo assim"], vec!["🙋 Assumir"]]);
}

#[test]
fn a_text_that_must_wait_is_said_to_be_in_the_queue() {
    let words = Words::load();
    let prompt = Prompt::Attending { person: maria(), channel: "WhatsApp Oficial".to_owned(), open: false };
    let queue = Action::OpenQueue(attendance_id());
    let rows = vec![vec![own(queue), own(Action::WithTemplate)]];
    let one = Screen { prompt, line: Some(Line::Held(2)), rows };
    let drawn = screen(&one, &voice(&words, Locale::PT_BR), 1, 1).unwrap();
    assert!(drawn.html.contains("<b>Na fila (2)</b>"), "{}", drawn.html);
    assert_eq!(texts(&drawn), [["⏳ Ver fila", "📄 Enviar modelo"]]);
}

#[test]
fn concluding_asks_for_one_of_four_reasons() {
    let prompt = || Prompt::Conclude { person: maria(), reason: None, waiting: 1 };
    let rows = Conclusion::ALL.map(|one| vec![own(Action::Conclude(one))]).to_vec();
    let expected = [["Objetivo atingido"], ["Objetivo perdido"], ["Dúvidas"], ["Outro"]];
    assert_eq!(buttons(prompt(), rows), expected);
    assert!(html(prompt()).contains("1 mensagem que ainda espera não vai sair"));
}
