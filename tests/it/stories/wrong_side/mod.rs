//! Every permission from its wrong side: who lacks it tries it by a colleague's button, by data made by hand, by command, by
//! link, by inline query and by an answer to a message that is not theirs. Nothing happens, nothing is told that is not
//! theirs to know, and the answer is the polite line of the product.
//!
//! What may be tried is a table ([`Try`] by permission) in the file of each chapter; who tries it is a list of people.
//! [`Stage::wrong`] does the rest: the database and what the providers accepted are the same before and after.

mod attendance;
mod company;
mod contacts;
mod house;
mod strangers;

use super::walk::{MARIA, at_rest, in_portuguese, open};
use crate::world::{ANA, BRUNO, CARLA, Person, STRANGER, World};
use balcao::config::StaffConfig;
use balcao::demo::telegram::ChatMessage;
use balcao::dialogue::{Action, CardAction};
use balcao::domain::id::{AttendanceId, ContactId, MessageId, StaffId, TeamId};
use balcao::domain::staff::Role;
use balcao::telegram::payload::Payload;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{AssertSqlSafe, Connection as _};
use std::collections::BTreeSet;

/// A manager of Vendas.
const RITA: i64 = 7011;
/// A manager of Suporte.
const DAVI: i64 = 7012;
/// An attendant of Vendas, where each sees their own.
const IVO: i64 = 7013;
/// Who was an attendant of Vendas and is removed.
const RUI: i64 = 7014;

/// What belongs to Ana's attendance, and to nobody who may not see it.
const HERS: [&str; 3] = ["fila-321", "nota-789", "Ana Torres"];
/// What is for those of Vendas alone.
const OF_VENDAS: [&str; 2] = ["espera-456", "frete-666"];

/// How the product says no.
const POLITE: [&str; 12] = [
    "não está mais disponível para você",
    "não está disponível para você",
    "Você não pode fazer isso",
    "só para gestores",
    "Só gestores",
    "Este menu não vale mais",
    "Este botão é de outra pessoa",
    "Já foi feito",
    "Você já faz parte",
    "Comando desconhecido",
    "Para falar com um contato",
    "Para anotar",
];

/// One way to try something.
#[derive(Debug, Clone)]
enum Try {
    /// The button of this label that stands on the message of somebody else.
    Shown(i64, &'static str),
    /// A button of the card of Ana's attendance, made by hand.
    Card(CardAction),
    /// The same of the one that waits in Vendas.
    Waiting(CardAction),
    /// Buttons of one's own panel, made by hand and pressed one after the other.
    Panel(Vec<Action>),
    /// The same, and then words.
    PanelThen(Vec<Action>, &'static str),
    /// Words or a command, also with what a link carries.
    Types(String),
    /// An answer to what stands of Ana's attendance in one's own chat, or else to the number that her card has in hers.
    Replies(&'static str),
    /// The same of the one that waits.
    RepliesToWaiting(&'static str),
    /// An inline query.
    Inline(&'static str),
}

/// The house with an attendance of Ana's, one that waits, replies, and people on every side of them.
struct Stage {
    world: World,
    /// Ana's attendance with Maria, whose window is closed.
    hers: AttendanceId,
    /// What nobody has taken yet, in Vendas.
    waiting: AttendanceId,
    /// A message of Ana's that waits for Maria to write.
    held: MessageId,
    /// Ana's card.
    card: i32,
    /// Maria.
    maria: ContactId,
    /// A contact that is blocked and wants no templates.
    lia: ContactId,
}

impl Stage {
    async fn set() -> Self {
        Self::with_topics(false).await
    }

    /// The same, with or without topics in the chats of people.
    async fn with_topics(has_topics: bool) -> Self {
        let mut world = in_portuguese().await;
        world.telegram.set_topics(has_topics);
        world.config.telegram.owners = vec![StaffId(CARLA)];
        for (id, name, role, team) in [
            (RITA, "Rita Melo", Role::Manager, "vendas"),
            (DAVI, "Davi Luz", Role::Manager, "suporte"),
            (IVO, "Ivo Prado", Role::Attendant, "vendas"),
            (RUI, "Rui Alves", Role::Attendant, "vendas"),
        ] {
            world.telegram.add_person(id, name, Some("pt-br"));
            let teams = vec![TeamId::new(team).unwrap()];
            world.config.staff.push(StaffConfig { telegram_id: StaffId(id), name: name.into(), role, teams });
        }
        world.start().await;
        let (ana, carla) = (world.person(ANA), world.person(CARLA));
        world.cloud.say("5531987654321", "espera-456").unwrap();
        world.person(RUI).sees_somewhere("espera-456").await;
        world.person(IVO).sees_somewhere("espera-456").await;
        world.person(RITA).sees_somewhere("espera-456").await;
        open(&world, &ana, MARIA).await;
        // With topics the card goes on in hers, and the one before it is only a word about that.
        let is_hers = |one: &ChatMessage| {
            one.from_bot && one.thread.is_some() == has_topics && ana.reads(&one.text).contains("✓✓ entregue")
        };
        let card = ana.until("her card", |telegram| telegram.chat(ANA).into_iter().rev().find(is_hers)).await;
        let card = card.message_id;
        ana.replies(card, "fila-321");
        ana.sees_somewhere("Na fila").await;
        ana.replies(card, "/nota nota-789");
        ana.sees_somewhere("Nota guardada").await;
        change(
            &world,
            "update team set visibility = 'own' where id = 'vendas';
             update staff set removed_at = 1 where id = 7014;
             delete from staff_team where staff_id = 7014;
             insert into quick_reply (id, word, body, staff_id, team_id) values
               ('0198c000-0000-7000-8000-0000000000d1', 'pix', 'chave-555', null, null),
               ('0198c000-0000-7000-8000-0000000000d2', 'frete', 'frete-666', null, 'vendas');
             insert into holiday (day, name) values ('2027-12-25', 'Natal');
             insert into contact (id, name, phone, number_parts, active_at, blocked_at, opted_out_at) values
               ('0198c000-0000-7000-8000-0000000000c1', 'Lia Prado', '5511900001111', '5511900001111', 1, 1, 1);",
        )
        .await;
        // What was changed is read with the next change of the company.
        carla.types("/disponivel");
        carla.sees_somewhere("Você está disponível").await;
        at_rest(&world).await;
        let one = async |sql: &str| rows(&world, &[sql]).await.pop().unwrap();
        let hers = one("select id from attendance where staff_id = 7003").await.parse().unwrap();
        let waiting = one("select id from attendance where state = 'waiting'").await.parse().unwrap();
        let held = one("select id from message where state = 'held'").await.parse().unwrap();
        let maria = one("select contact_id from attendance where staff_id = 7003").await.parse().unwrap();
        let lia = "0198c000-0000-7000-8000-0000000000c1".parse().unwrap();
        Self { world, hers, waiting, held, card, maria, lia }
    }

    fn person(&self, id: i64) -> Person {
        self.world.person(id)
    }

    /// Everything that somebody could have changed.
    async fn everything(&self) -> Vec<String> {
        let mut all = rows(&self.world, &[
            "select id || state || coalesce(staff_id, 0) || team_id from attendance order by id",
            "select id || attendance_id || state || content from message order by id",
            "select id || state from outbox order by id",
            "select attendance_id || body from note order by attendance_id, written_at",
            "select attendance_id || by_staff_id from transfer order by attendance_id",
            "select id || coalesce(name, '') || coalesce(phone, '') || coalesce(email, '') || coalesce(note, '')
                    || coalesce(blocked_at, 0) || coalesce(opted_out_at, 0) || coalesce(forgotten_at, 0)
               from contact order by id",
            "select contact_id || tag_id from contact_tag order by contact_id, tag_id",
            "select count(*) || '' from contact_merge",
            "select count(*) || '' from contact_import",
            "select id || name || role || is_away || coalesce(removed_at, 0) from staff order by id",
            "select staff_id || team_id from staff_team order by staff_id, team_id",
            "select id || name || visibility || coalesce(hours, '') || coalesce(absence, '')
                    || coalesce(archived_at, 0)
               from team order by id",
            "select team_id || channel_id from team_channel order by team_id, channel_id",
            "select id || coalesce(default_team_id, '') from channel order by id",
            "select day || name from holiday order by day",
            "select id || coalesce(revoked_at, 0) || coalesce(used_at, 0) from invitation order by id",
            "select id || word || body from quick_reply order by id",
            "select name || value from company_setting order by name",
            "select count(*) || ' in the audit' from audit",
        ])
        .await;
        let accepted = (self.world.cloud.accepted_count(), self.world.evolution.accepted_count());
        all.push(format!("accepted: {accepted:?}"));
        all
    }

    /// Each of these people tries each of these ways, in vain.
    async fn wrong(&self, permission: &str, people: &[i64], tries: &[Try]) {
        for id in people {
            for one in tries {
                self.tried(permission, *id, one).await;
            }
        }
    }

    async fn tried(&self, permission: &str, id: i64, way: &Try) {
        let who = self.person(id);
        let told = format!("{permission}: {id} by {way:?}");
        if matches!(way, Try::Panel(_) | Try::PanelThen(..)) {
            who.types("/menu");
            at_rest(&self.world).await;
        }
        let (before, seen) = (self.everything().await, all_said(&who));
        let topics = self.world.telegram.topics(id);
        let mut said = self.does(&who, way).await;
        at_rest(&self.world).await;
        assert_eq!(self.everything().await, before, "{told}\n{}", who.transcript());
        assert_eq!(self.world.telegram.topics(id), topics, "{told} has another topic");
        let now: Vec<_> = all_said(&who).into_iter().filter(|one| !seen.contains(one)).collect();
        said.extend(now.into_iter().map(|(_, text)| text));
        let said = said.join("\n");
        let (is_of_vendas, knows_her) = ([ANA, RITA, IVO].contains(&id), [ANA, RITA].contains(&id));
        let hers = HERS.iter().filter(|_| !knows_her);
        for secret in hers.chain(OF_VENDAS.iter().filter(|_| !is_of_vendas)) {
            assert!(!said.contains(secret), "{told} is told «{secret}»: {said}");
        }
        if matches!(way, Try::Shown(..) | Try::Card(_) | Try::Waiting(_)) {
            for secret in ["Maria", "8888", "987654321", "4321"] {
                assert!(!said.contains(secret), "{told} is told «{secret}»: {said}");
            }
        }
        if id == STRANGER || id == RUI {
            let is_fine = said.is_empty() || said.contains("Este bot é só da equipe da empresa");
            assert!(is_fine, "{told} is told more than who this bot is for: {said}");
        } else if matches!(way, Try::Shown(..) | Try::Card(_) | Try::Waiting(_)) {
            // What was said to the try before stands there still: a panel that would be the same is not sent again.
            let newest = who.messages().into_iter().rev().find(|one| one.from_bot);
            let said = format!("{said}\n{}", newest.map_or_else(String::new, |one| one.text));
            assert!(POLITE.iter().any(|line| said.contains(line)), "{told} is told nothing polite: {said:?}");
        }
    }

    /// What the taps were answered with.
    async fn does(&self, who: &Person, way: &Try) -> Vec<String> {
        let card = |attendance, action: CardAction| {
            Payload::Card { attendance, action: action.encode() }.encode().unwrap()
        };
        match way {
            Try::Shown(whose, label) => {
                let (message, data) = self.person(*whose).button(label).await;
                who.taps_data(message, &data).await.into_iter().collect()
            }
            Try::Card(action) => {
                who.taps_data(self.card, &card(self.hers, *action)).await.into_iter().collect()
            }
            Try::Waiting(action) => {
                who.taps_data(self.card, &card(self.waiting, *action)).await.into_iter().collect()
            }
            Try::Panel(actions) => self.presses(who, actions).await,
            Try::PanelThen(actions, words) => {
                let said = self.presses(who, actions).await;
                who.types(words);
                said
            }
            Try::Types(words) => {
                who.types(words);
                Vec::new()
            }
            Try::Replies(words) | Try::RepliesToWaiting(words) => {
                let number = if matches!(way, Try::Replies(_)) { "99999-8888" } else { "98765-4321" };
                let chat = who.messages();
                let own = chat.iter().rev().find(|one| one.from_bot && one.text.contains(number));
                who.replies(own.map_or(self.card, |one| one.message_id), words);
                Vec::new()
            }
            Try::Inline(words) => {
                let query = self.world.telegram.type_inline(who.id, words, "");
                let offer = who.until("the query is answered", |telegram| telegram.offered(&query)).await;
                offer["results"].as_array().unwrap().iter().map(ToString::to_string).collect()
            }
        }
    }

    /// Presses what nobody drew on the person's own panel, each time on the panel that is current then.
    async fn presses(&self, who: &Person, actions: &[Action]) -> Vec<String> {
        let mut said = Vec::new();
        for action in actions {
            let chat = self.world.telegram.chat(who.id);
            let panel = chat.iter().rev().find_map(|one| {
                let data = one.keyboard.iter().flatten().find_map(|button| button.data.clone())?;
                match Payload::decode(&data) {
                    Some(Payload::Panel { session, rev, .. }) => Some((one.message_id, session, rev)),
                    Some(Payload::Card { .. }) | None => None,
                }
            });
            // Who has no panel makes the numbers up.
            let (message, session, rev) = panel.unwrap_or((1, 1, 1));
            let data = Payload::Panel { session, rev, action: action.encode() }.encode().unwrap();
            said.extend(who.taps_data(message, &data).await);
            at_rest(&self.world).await;
        }
        said
    }
}

/// Everything that stands in the chat by the bot, or ever stood there and was seen.
fn all_said(who: &Person) -> BTreeSet<(i32, String)> {
    let said = who.messages().into_iter().filter(|one| one.from_bot && !one.deleted);
    said.map(|one| {
        let buttons: Vec<_> = one.keyboard.iter().flatten().map(|button| button.text.clone()).collect();
        (one.message_id, format!("{} {buttons:?}", one.text))
    })
    .collect()
}

async fn change(world: &World, sql: &str) {
    let options = SqliteConnectOptions::new().filename(world.database());
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

/// What each of these queries finds, its first column as text.
async fn rows(world: &World, queries: &[&str]) -> Vec<String> {
    let options = SqliteConnectOptions::new().filename(world.database()).read_only(true);
    let mut connection = SqliteConnection::connect_with(&options).await.unwrap();
    let mut all = Vec::new();
    for sql in queries {
        let found: Vec<String> =
            sqlx::query_scalar(AssertSqlSafe((*sql).to_owned())).fetch_all(&mut connection).await.unwrap();
        all.extend(found);
    }
    connection.close().await.unwrap();
    all
}
