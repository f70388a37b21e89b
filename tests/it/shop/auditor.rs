//! The auditor: gathers what people did, what the providers accepted, what the database says and what people were shown.

use super::judge::{Evidence, Finding, Row, SaidProof, Taken, ValueProof, WrittenProof, judge};
use super::people::{Diary, Line, STAFF, Said, words_in};
use super::sum::Sum;
use crate::world::World;
use balcao::demo::company;
use balcao::demo::telegram::ChatMessage;
use balcao::demo::wire::Direction;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{Connection as _, Row as _};

/// What a day came to.
#[derive(Debug, Default)]
pub(super) struct Audit {
    /// What is wrong.
    pub(super) findings: Vec<Finding>,
    /// What everybody saw, when something is wrong and it is asked for.
    pub(super) details: Vec<String>,
    pub(super) sum: Sum,
}

/// The auditor, with a look into the database.
pub(super) struct Auditor {
    connection: SqliteConnection,
}

/// What is being worked off or sent, or could be: what waits behind something of which nobody knows waits for a person.
/// Whoever did what was given up on was told so. That a window closes is told when it is time; what else waits was to be
/// told at once, however the clock jumped since.
const MOVING: &str = "
    select (select count(*) from inbox where source = 'telegram' and state = 'waiting')
         + (select count(*) from notice where payload not like '%window_closes%')
         + (select count(*) from session where shown_rev < rev)
         + count(*)
      from outbox
     where state = 'leased'
        or state = 'queued'
           and not exists (select 1 from outbox as ahead
                            where ahead.contact_id = outbox.contact_id
                              and ahead.channel_id = outbox.channel_id
                              and ahead.state = 'unknown')";

/// What is left of all that, in words.
const LEFT_OVER: &str = "
    select 'panel ' || chat_id || '/' || thread_id || ': ' || shown_rev || ' of ' || rev || ' in '
               || coalesce(panel_message_id, 'no message') || ': ' || state
      from session where shown_rev < rev
    union all
    select 'update ' || remote_id || ' ' || state || ' ' || raw from inbox
     where source = 'telegram' and state = 'waiting'
    union all
    select 'notice ' || chat_id || ' due ' || due_at || ' attempt ' || attempt || ' ' || payload from notice
     where payload not like '%window_closes%'
    union all
    select 'delivery ' || seq || ' ' || state || ' attempt ' || attempt || ' due ' || due_at || ' on ' || channel_id
      from outbox where state in ('leased', 'queued')";

/// Our messages.
const OURS: &str = "
    select message.content, message.state, outbox.state as delivery, message.source_chat_id, message.source_message_id,
           attendance.state = 'closed' as closed,
           exists (select 1 from message as later
                    where later.attendance_id = message.attendance_id
                      and later.direction = 'out'
                      and later.created_at > message.created_at
                      and later.state in ('sent', 'delivered', 'read')) as followed,
           exists (select 1 from outbox as ahead
                    where ahead.contact_id = outbox.contact_id
                      and ahead.channel_id = outbox.channel_id
                      and ahead.state = 'unknown') as stuck,
           (select count(*) from audit
             where audit.action in ('delivery.sent_again', 'delivery.retried')
               and audit.subject = message.attendance_id) as again
      from message
           join attendance on attendance.id = message.attendance_id
           left join outbox on outbox.message_id = message.id
     where message.direction = 'out'";

/// Something of ours: the person's own message that it was said in, its words, and what became of it.
type Ours = (Option<(i64, i64)>, Vec<String>, Row);

impl Auditor {
    /// Looks into the database of a world.
    pub(super) async fn of(world: &World) -> Self {
        let options = SqliteConnectOptions::new().filename(world.database());
        Self { connection: SqliteConnection::connect_with(&options).await.unwrap() }
    }

    /// Whether nothing is under way.
    pub(super) async fn is_quiet(&mut self, world: &World) -> bool {
        world.telegram.unacknowledged() == 0
            && world.cloud.webhooks_under_way() == 0
            && world.evolution.webhooks_under_way() == 0
            && self.number(MOVING).await == 0
    }

    /// Whether a provider is being asked.
    pub(super) async fn is_sending(&mut self) -> bool {
        self.number("select count(*) from outbox where state = 'leased'").await > 0
    }

    /// A number.
    async fn number(&mut self, query: &'static str) -> u64 {
        let found: i64 = sqlx::query_scalar(query).fetch_one(&mut self.connection).await.unwrap();
        u64::try_from(found).unwrap()
    }

    /// What is left over.
    pub(super) async fn left_over(&mut self, world: &World) -> Vec<String> {
        if self.is_quiet(world).await {
            return Vec::new();
        }
        let mut found: Vec<String> =
            sqlx::query_scalar(LEFT_OVER).fetch_all(&mut self.connection).await.unwrap();
        let outside = [
            ("updates that nobody fetched", world.telegram.unacknowledged()),
            ("official webhooks under way", world.cloud.webhooks_under_way()),
            ("unofficial webhooks under way", world.evolution.webhooks_under_way()),
        ];
        found.extend(
            outside.iter().filter(|(_, count)| *count > 0).map(|(what, count)| format!("{count} {what}")),
        );
        found
    }

    /// Looks at everything. `asked` are who asked for the menu in the end, with what they wrote.
    pub(super) async fn audit(
        mut self,
        world: &World,
        diary: &Diary,
        asked: &[(i64, i32)],
        repeats_max: usize,
    ) -> Audit {
        let mut audit = Audit::default();
        let evidence = self.evidence(world, diary, asked, repeats_max).await;
        audit.findings = judge(&evidence, &mut audit.sum);
        audit.sum.attendances = self.number("select count(*) from attendance").await;
        audit.sum.closed = self.number("select count(*) from attendance where state = 'closed'").await;
        audit.sum.handed_over =
            self.number("select count(*) from audit where action in ('attendance.handed_over', 'attendance.taken_over')").await;
        self.connection.close().await.unwrap();
        if !audit.findings.is_empty() && std::env::var_os("BALCAO_SHOW").is_some() {
            for person in STAFF {
                audit.details.push(format!("{person} saw\n{}", world.person(person).transcript()));
            }
        }
        audit
    }

    async fn evidence(
        &mut self,
        world: &World,
        diary: &Diary,
        asked: &[(i64, i32)],
        repeats_max: usize,
    ) -> Evidence {
        let left_over = self.left_over(world).await;
        let ours = self.ours().await;
        let chats: Vec<(i64, Vec<ChatMessage>)> =
            STAFF.iter().map(|person| (*person, world.telegram.chat(*person))).collect();
        let mut said = Vec::new();
        for one in &diary.said {
            said.push(self.said(world, diary, one, &ours).await);
        }
        let values = diary.values.iter().map(|(word, contact)| value(word, contact, &ours, &chats)).collect();
        let mut invalid: Vec<String> =
            world.telegram.invalid().iter().map(|one| format!("Telegram: {one:?}")).collect();
        invalid.extend(world.cloud.invalid().iter().map(|one| format!("Cloud API: {one:?}")));
        invalid.extend(world.evolution.invalid().iter().map(|one| format!("Evolution: {one:?}")));
        let has_menu = |(person, typed): &&(i64, i32)| {
            let chat = chats.iter().find(|(id, _)| id == person).map(|(_, chat)| chat);
            chat.is_some_and(|chat| {
                let newer = chat.iter().filter(|one| one.from_bot && !one.deleted && one.message_id > *typed);
                newer
                    .flat_map(|one| one.keyboard.iter().flatten())
                    .any(|key| key.text.contains("Novo atendimento"))
            })
        };
        Evidence {
            has_topics: world.has_topics(),
            said,
            values,
            written: self.written(world, diary, &chats).await,
            taken: taken(world),
            repeats_max,
            left_over,
            unanswered: asked.iter().filter(|one| !has_menu(one)).map(|(person, _)| *person).collect(),
            invalid,
        }
    }

    /// What became of our messages, by where they were written and by the words in them.
    async fn ours(&mut self) -> Vec<Ours> {
        let rows = sqlx::query(OURS).fetch_all(&mut self.connection).await.unwrap();
        let read = |row: sqlx::sqlite::SqliteRow| {
            let content: String = row.get("content");
            let again: i64 = row.get("again");
            let source: (Option<i64>, Option<i64>) =
                (row.get("source_chat_id"), row.get("source_message_id"));
            let one = Row {
                state: row.get("state"),
                delivery: row.get("delivery"),
                is_behind_unknown: row.get("stuck"),
                is_closed: row.get("closed"),
                is_followed: row.get("followed"),
                again: usize::try_from(again).unwrap(),
            };
            (source.0.zip(source.1), words_in(&content).map(str::to_owned).collect(), one)
        };
        rows.into_iter().map(read).collect()
    }

    async fn said(&mut self, world: &World, diary: &Diary, said: &Said, ours: &[Ours]) -> SaidProof {
        let source = Some((said.person, i64::from(said.message)));
        let row = ours.iter().find(|(from, _, _)| *from == source).map(|(_, _, row)| row.clone());
        let query = if world.has_topics() {
            "select count(*) from topic where chat_id = $1 and thread_id = $2"
        } else {
            "select (select count(*) from card where chat_id = $1 and message_id = $2)
                  + (select count(*) from message where source_chat_id = $1 and source_message_id = $2)"
        };
        let query = sqlx::query_scalar(query).bind(said.person).bind(i64::from(said.about));
        let noted: i64 = query.fetch_one(&mut self.connection).await.unwrap();
        let chat = world.telegram.chat(said.person);
        let own = chat.iter().find(|one| one.message_id == said.message);
        let is_marked = own.is_some_and(|one| !one.reactions.is_empty());
        let is_answered = chat.iter().any(|one| one.from_bot && one.reply_to == Some(said.message));
        // What is asked about stands in the question.
        let is_shown = chat.iter().any(|one| one.from_bot && !one.deleted && one.text.contains(&said.word));
        // What is typed where a note is asked for is one. It stands on the card until the contact writes again.
        let query = "select (select count(*) from attendance where instr(note, $1) > 0)
                          + (select count(*) from note where instr(body, $1) > 0)";
        let notes: i64 =
            sqlx::query_scalar(query).bind(&said.word).fetch_one(&mut self.connection).await.unwrap();
        let is_taken_back = diary.taken_back.iter().any(|question| question.contains(&said.word));
        SaidProof {
            word: said.word.clone(),
            person: said.person,
            message: said.message,
            to: said.to.clone(),
            changed_to: said.changed_to.clone(),
            row,
            is_told: is_marked || is_answered || is_shown || is_taken_back || notes > 0,
            is_noted: noted > 0,
        }
    }

    async fn written(
        &mut self,
        world: &World,
        diary: &Diary,
        chats: &[(i64, Vec<ChatMessage>)],
    ) -> Vec<WrittenProof> {
        let query = "select message.content, attendance.staff_id is not null as taken
                       from message
                            join attendance on attendance.id = message.attendance_id
                      where direction = 'in'";
        let texts: Vec<(String, bool)> = sqlx::query_as(query).fetch_all(&mut self.connection).await.unwrap();
        let arrived = arrived(world);
        let proof = |(word, (line, is_file)): (&String, &(Line, bool))| {
            let found: Vec<_> = texts.iter().filter(|(text, _)| text.contains(word)).collect();
            let stands = |one: &&ChatMessage| one.from_bot && !one.deleted && one.text.contains(word);
            let own = |one: &&ChatMessage| one.text.starts_with("💬") && one.keyboard.is_empty();
            let shown =
                chats.iter().map(|(person, chat)| (*person, chat.iter().filter(stands).filter(own).count()));
            WrittenProof {
                word: word.clone(),
                line: line.clone(),
                is_file: *is_file,
                has_arrived: arrived.iter().any(|body| body.contains(word)),
                on_file: found.len(),
                is_taken: found.iter().any(|(_, is_taken)| *is_taken),
                shown: shown.collect(),
                is_seen: chats
                    .iter()
                    .any(|(_, chat)| chat.iter().any(|one| one.from_bot && one.text.contains(word))),
            }
        };
        diary.written.iter().map(proof).collect()
    }
}

fn value(word: &str, contact: &'static str, ours: &[Ours], chats: &[(i64, Vec<ChatMessage>)]) -> ValueProof {
    let row = ours.iter().find(|(_, words, _)| words.iter().any(|have| have == word));
    let asks = ["Verificar", "Reenviar", "Tentar de novo", "Trocar modelo", "Corrigir número"];
    let cards = chats.iter().flat_map(|(_, chat)| chat.iter().filter(|one| one.from_bot && !one.deleted));
    let is_told = cards
        .flat_map(|one| one.keyboard.iter().flatten())
        .any(|key| asks.iter().any(|label| key.text.contains(label)));
    ValueProof { word: word.to_owned(), contact, row: row.map(|(_, _, row)| row.clone()), is_told }
}

/// Webhooks that were taken.
fn arrived(world: &World) -> Vec<String> {
    let calls = world.cloud.requests().into_iter().chain(world.evolution.requests());
    let taken = calls.filter(|one| one.direction == Direction::Webhook && (200..300).contains(&one.status));
    taken.map(|one| one.body).collect()
}

/// Everything the providers took, in the order in which they took it, by line.
fn taken(world: &World) -> Vec<Taken> {
    let official = world.cloud.accepted().into_iter().map(|one| {
        let contact = contact_of(&[&one.to, &one.wa_id]);
        (contact, company::OFICIAL, one.body.to_string(), one.template.is_some(), one.failed.is_some())
    });
    let unofficial = world.evolution.accepted().into_iter().map(|one| {
        let contact = contact_of(&[&one.to, &one.jid]);
        (contact, company::LOJA, one.body.to_string(), false, false)
    });
    official
        .chain(unofficial)
        .map(|(contact, channel, body, is_template, has_failed)| Taken {
            line: Line { contact, channel },
            words: words_in(&body).map(str::to_owned).collect(),
            is_template,
            has_failed,
        })
        .collect()
}

/// Which contact an address is: with or without the ninth digit.
fn contact_of(addresses: &[&String]) -> &'static str {
    let digits =
        |text: &str| text.chars().take_while(|c| *c != '@').filter(char::is_ascii_digit).collect::<String>();
    super::people::CONTACTS
        .into_iter()
        .find(|contact| {
            let (front, back) = contact.split_at(4);
            let short = format!("{front}{}", back.strip_prefix('9').unwrap_or(back));
            addresses.iter().any(|one| [*contact, short.as_str()].contains(&digits(one).as_str()))
        })
        .unwrap_or("nobody we know")
}
