//! The demo's page in a real browser: what is shown, what can be done, and that nothing written by anybody can act on it.
//!
//! Here the test plays the bot: it speaks to the embedded servers over HTTP as the service would, so that what is looked
//! at is the page alone.

mod attendance;
mod chromium;

use balcao::clock::Clock;
use balcao::demo::cloud::{self, DemoCloud};
use balcao::demo::company;
use balcao::demo::evolution::{self, DemoEvolution};
use balcao::demo::handset::MessageState;
use balcao::demo::page::{DemoPerson, Stage, router};
use balcao::demo::telegram::{self, DemoTelegram};
use balcao::supervise::Supervisor;
use chromium::{Browser, Screen};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::Duration;

const CARLA: i64 = company::PEOPLE[0].id;
const MARIA: &str = "5551999998888";
const CHIP: &str = ".phones .contact";

/// The three servers with the page in front of them, and no service behind.
struct Scene {
    stage: Stage,
    address: String,
    supervisor: Supervisor,
    http: reqwest::Client,
}

impl Scene {
    async fn start() -> Self {
        let (supervisor, clock) = (Supervisor::new(), Clock::movable());
        let listen = SocketAddr::from(([127, 0, 0, 1], 0));
        let options = telegram::Options {
            token: company::BOT_TOKEN.to_owned(),
            bot_username: company::BOT_USERNAME.to_owned(),
            listen,
        };
        let telegram = DemoTelegram::start(options, clock.clone(), &supervisor).await.unwrap();
        let cloud = DemoCloud::start(cloud::Options::default(), clock.clone(), &supervisor).await.unwrap();
        let evolution =
            DemoEvolution::start(evolution::Options::default(), clock.clone(), &supervisor).await.unwrap();
        let people = DemoPerson::of_the_company();
        for person in &people {
            telegram.add_person(person.id, &person.first_name, Some(&person.language));
        }
        let stopping = supervisor.stopping();
        let stage = Stage { telegram, cloud, evolution, clock, people, stopping: stopping.clone() };
        let listener = tokio::net::TcpListener::bind(listen).await.unwrap();
        let address = format!("http://{}/", listener.local_addr().unwrap());
        let routes = router(stage.clone());
        supervisor.spawn("page", async move {
            axum::serve(listener, routes).with_graceful_shutdown(stopping.cancelled_owned()).await.unwrap();
        });
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        Self { stage, address, supervisor, http }
    }

    /// Calls a method of the Bot API as the bot.
    async fn bot(&self, method: &str, params: Value) -> Value {
        let url = format!("{}/bot{}/{method}", self.stage.telegram.api_url(), company::BOT_TOKEN);
        let answer: Value = self.http.post(url).json(&params).send().await.unwrap().json().await.unwrap();
        assert_eq!(answer["ok"], true, "{method}: {answer}");
        answer["result"].clone()
    }

    /// Sends a message on the official channel.
    async fn official(&self, to: &str, message: Value) {
        let url = format!("{}/v25.0/{}/messages", self.stage.cloud.api_url(), company::PHONE_NUMBER_ID);
        let mut body =
            json!({"messaging_product": "whatsapp", "recipient_type": "individual", "to": format!("+{to}")});
        body.as_object_mut().unwrap().extend(message.as_object().unwrap().clone());
        let sending = self.http.post(url).bearer_auth(company::ACCESS_TOKEN).json(&body);
        let answer = sending.send().await.unwrap();
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap());
    }

    /// Maria gets the confirmation of her order.
    async fn template_for_maria(&self) {
        let values: Vec<Value> = ["Maria", "1042", "sexta-feira, 27/11"]
            .iter()
            .map(|value| json!({"type": "text", "text": value}))
            .collect();
        let components = json!([{"type": "body", "parameters": values}]);
        let language = json!({"code": "pt_BR"});
        let template = json!({"name": "pedido_confirmado", "language": language, "components": components});
        self.official(MARIA, json!({"type": "template", "template": template})).await;
    }

    async fn end(self, browser: Browser) {
        browser.close().await;
        assert!(
            self.supervisor.stop(Duration::from_secs(10)).await,
            "an open page keeps nothing from stopping"
        );
    }
}

/// Waits for what a server shall show, but not for ever.
async fn in_time<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(30), what).await.expect("the server shows it in time")
}

#[tokio::test(flavor = "multi_thread")]
async fn the_staffs_phone_shows_panels_taps_answers_and_edits() {
    let scene = Scene::start().await;
    let browser = Browser::open(&scene.address, Screen::Laptop).await;

    browser.enter("#composer-text", company::TRY_NUMBER).await;
    browser.sees("#telegram-log .message[data-own=yes]", company::TRY_NUMBER).await;
    let keyboard = json!({"inline_keyboard": [[{"text": "Conversar", "callback_data": "v1:talk"}]]});
    let panel = json!({"chat_id": CARLA, "text": "<b>Maria Souza</b>\nBrasil", "parse_mode": "HTML", "reply_markup": keyboard});
    let panel = scene.bot("sendMessage", panel).await["message_id"].clone();
    browser.sees("#telegram-log .text b", "Maria Souza").await;

    browser.click(".keyboard button", "Conversar").await;
    browser.sees(".keyboard button[aria-busy=true]", "Conversar").await;
    in_time(scene.stage.telegram.until(|telegram| (telegram.unacknowledged() == 2).then_some(()))).await;
    let updates = scene.bot("getUpdates", json!({"timeout": 0})).await;
    let mut updates = updates.as_array().unwrap().iter();
    let press = updates.find_map(|update| update.get("callback_query").cloned()).unwrap();
    assert_eq!(press["data"], "v1:talk");
    scene.bot("answerCallbackQuery", json!({"callback_query_id": press["id"], "text": "Um momento"})).await;
    browser.sees("#telegram-toast", "Um momento").await;
    browser.until("!document.querySelector('[aria-busy=true]')").await;

    browser.picture("staff").await;
    let edit = json!({"chat_id": CARLA, "message_id": panel, "text": "Selecione um canal"});
    scene.bot("editMessageText", edit).await;
    browser.sees("#telegram-log .message", "Selecione um canal").await;
    browser.sees("#telegram-log .meta", "editada").await;
    assert_eq!(
        browser.js("return document.querySelectorAll('.keyboard').length").await,
        0,
        "the keyboard went with the edit"
    );
    assert!(scene.stage.telegram.invalid().is_empty());
    scene.end(browser).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_button_that_took_the_place_of_one_that_still_waits_can_be_tapped() {
    let scene = Scene::start().await;
    let browser = Browser::open(&scene.address, Screen::Phone).await;
    let keys = |text: &str, data: &str| json!({"inline_keyboard": [[{"text": text, "callback_data": data}]]});
    let panel = json!({"chat_id": CARLA, "text": "Maria", "reply_markup": keys("Conversar", "v1:talk")});
    let panel = scene.bot("sendMessage", panel).await["message_id"].clone();
    browser.click(".keyboard button", "Conversar").await;
    browser.sees(".keyboard button[aria-busy=true]", "Conversar").await;

    let next = keys("WhatsApp Oficial", "v1:channel");
    let edit = json!({"chat_id": CARLA, "message_id": panel, "text": "Canal", "reply_markup": next});
    scene.bot("editMessageText", edit).await;
    browser.click(".keyboard button", "WhatsApp Oficial").await;
    in_time(scene.stage.telegram.until(|telegram| (telegram.unacknowledged() == 2).then_some(()))).await;
    let updates = scene.bot("getUpdates", json!({"timeout": 0})).await;
    let presses = updates.as_array().unwrap().iter().map(|update| &update["callback_query"]["data"]);
    assert_eq!(presses.collect::<Vec<_>>(), ["v1:talk", "v1:channel"]);
    scene.end(browser).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_contact_receives_reads_and_answers() {
    let scene = Scene::start().await;
    let browser = Browser::open(&scene.address, Screen::Laptop).await;
    scene.template_for_maria().await;

    browser.sees(&format!("{CHIP} .badge"), "1").await;
    assert!(
        scene.stage.cloud.phone(MARIA).unwrap().messages[0].state < MessageState::Read,
        "nobody has looked yet"
    );
    browser.click(CHIP, "Maria Souza").await;
    browser.sees("#whatsapp-log .header", "Pedido confirmado").await;
    browser.sees("#whatsapp-log .text", "Olá, Maria! Seu pedido 1042 está confirmado").await;
    browser.sees("#whatsapp-log .footer", "Loja Aurora").await;
    browser.sees("#chat-kind", "API Oficial · janela fechada").await;
    let read =
        |cloud: &DemoCloud| (cloud.phone(MARIA)?.messages.first()?.state == MessageState::Read).then_some(());
    in_time(scene.stage.cloud.until(read)).await;

    browser.enter("#whatsapp-text", "Que horas chega?").await;
    browser.sees("#whatsapp-log .message[data-own=yes]", "Que horas chega?").await;
    browser.sees("#chat-kind", "janela aberta até").await;
    browser.picture("contact").await;
    let said = scene.stage.cloud.phone(MARIA).unwrap().messages.pop().unwrap();
    assert!(said.from_contact && said.body == "Que horas chega?");
    scene.end(browser).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_anybody_writes_acts_on_the_page() {
    let scene = Scene::start().await;
    let browser = Browser::open(&scene.address, Screen::Laptop).await;
    let evil = r#"<img src=x onerror="document.title='hit'"><script>document.title='hit'</script>"#;
    scene.bot("sendMessage", json!({"chat_id": CARLA, "text": evil})).await;
    let link =
        json!({"chat_id": CARLA, "text": "<a href=\"javascript:alert(1)\">aqui</a>", "parse_mode": "HTML"});
    scene.bot("sendMessage", link).await;
    scene.stage.cloud.say(MARIA, &format!("*{evil}*"));
    scene.stage.cloud.say(MARIA, "javascript:alert(1) https://aurora.example/p");
    browser.sees("#telegram-log .text", "<img src=x onerror=").await;
    browser.click(CHIP, "Maria Souza").await;
    browser.click("#whatsapp-home .contact", "WhatsApp Oficial").await;
    browser.sees("#whatsapp-log .text b", "<img src=x onerror=").await;
    browser.sees("#whatsapp-log .text a", "https://aurora.example/p").await;

    let scripts =
        "return [...document.querySelectorAll('.log img, .log script, .log [onerror], .log iframe')].length";
    assert_eq!(browser.js(scripts).await, 0);
    let links =
        "return [...document.querySelectorAll('.log a')].filter((a) => a.protocol === 'javascript:').length";
    assert_eq!(browser.js(links).await, 0);
    assert_ne!(browser.js("return document.title").await, "hit");
    scene.end(browser).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn behind_the_scenes_there_are_the_wires_and_what_can_go_wrong() {
    let scene = Scene::start().await;
    let browser = Browser::open(&scene.address, Screen::Laptop).await;
    scene.bot("sendMessage", json!({"chat_id": CARLA, "text": "Olá"})).await;
    scene.template_for_maria().await;
    browser.click("#backstage-fold > summary", "Bastidores").await;
    browser.sees("[data-side=telegram] .call", "sendMessage").await;
    browser.click("[data-side=cloud] .call summary", "/messages").await;
    browser.sees("[data-side=cloud] .call pre", "pedido_confirmado").await;
    let page = browser.js("return document.documentElement.outerHTML").await;
    for secret in [company::BOT_TOKEN, company::ACCESS_TOKEN, company::APP_SECRET, company::API_KEY] {
        assert!(!page.as_str().unwrap().contains(secret), "a secret is on the page");
    }

    browser.click("button[aria-label='Pausar pedido_confirmado']", "Pausar").await;
    browser.sees("[data-group=Templates] .status[data-status=PAUSED]", "pausado").await;
    let paused = |cloud: &DemoCloud| {
        cloud.templates().into_iter().find(|one| one.name == "pedido_confirmado" && one.status == "PAUSED")
    };
    in_time(scene.stage.cloud.until(paused)).await;
    browser
        .click("[data-group=Provider] .provider:first-child [data-mode=silent]", "Aceita e não responde")
        .await;
    browser.sees("[data-group=Provider] [data-mode=silent][aria-pressed=true]", "").await;
    browser.click("[data-group=Provider] .provider:first-child [data-mode=normal]", "Normal").await;
    browser
        .until("!document.querySelector('.provider:first-child [data-mode=silent][aria-pressed=true]')")
        .await;
    assert!(scene.stage.cloud.switches().failures.is_empty());
    browser.picture("backstage").await;
    scene.end(browser).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_phones_width_each_part_has_the_screen_to_itself() {
    let scene = Scene::start().await;
    scene.bot("sendMessage", json!({"chat_id": CARLA, "text": "Olá, Carla"})).await;
    let browser = Browser::open(&scene.address, Screen::Phone).await;
    for (tab, part) in [("Gerente", "#manager"), ("Contatos", "#contacts"), ("Bastidores", "#backstage")] {
        browser.click(".tabs button", tab).await;
        browser.until(&format!("document.querySelector('{part}').checkVisibility()")).await;
        let others = "return ['#manager', '#contacts', '#backstage'].filter((part) => document.querySelector(part).checkVisibility()).length";
        assert_eq!(browser.js(others).await, 1, "{tab} is alone");
        let wide = browser.js("return [document.documentElement.scrollWidth, innerWidth]").await;
        assert_eq!(wide[0], 390, "{tab} fits the width: {wide}");
        browser.picture(&format!("phone-{}", tab.to_lowercase())).await;
    }
    scene.end(browser).await;
}

#[tokio::test]
async fn an_act_that_makes_no_sense_is_refused_with_a_sentence() {
    let scene = Scene::start().await;
    let url = format!("{}act", scene.address);
    let cases = [
        (json!({"do": "fly"}), 400),
        (json!({"do": "person_text", "person": 1, "text": "oi"}), 404),
        (json!({"do": "person_text", "person": CARLA, "text": "  "}), 422),
        (json!({"do": "person_text", "person": CARLA, "text": "x".repeat(4_097)}), 413),
        (json!({"do": "person_tap", "person": CARLA, "message": 99, "data": "v1"}), 404),
        (json!({"do": "person_location", "person": CARLA, "latitude": 91.0, "longitude": 0.0}), 422),
        (json!({"do": "contact_text", "contact": "5521977770000", "channel": "oficial", "text": "oi"}), 404),
        (json!({"do": "contact_text", "contact": MARIA, "channel": "nenhum", "text": "oi"}), 404),
        (json!({"do": "switch_template", "name": "nenhum", "language": "pt_BR", "status": "PAUSED"}), 404),
        (json!({"do": "turn_clock", "minutes": 0}), 422),
    ];
    for (act, expected) in cases {
        let answer = scene.http.post(&url).json(&act).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), expected, "{act}");
        let body: Value = answer.json().await.unwrap();
        assert!(body["error"].as_str().is_some_and(|sentence| sentence.ends_with('.')), "{act}: {body}");
    }
    let elsewhere = scene
        .http
        .post(&url)
        .header("Origin", "https://evil.example")
        .json(&json!({"do": "turn_clock", "minutes": 5}));
    assert_eq!(elsewhere.send().await.unwrap().status().as_u16(), 403);
    let as_text = scene.http.post(&url).body(r#"{"do": "turn_clock", "minutes": 5}"#);
    assert_eq!(as_text.send().await.unwrap().status().as_u16(), 403);
    assert!(scene.supervisor.stop(Duration::from_secs(10)).await);
}
