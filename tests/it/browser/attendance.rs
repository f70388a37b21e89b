//! A newcomer's first minutes, in a real browser against the real service: a whole official attendance on the demo's
//! page, then an unofficial one; on a laptop and on a phone. With `BALCAO_SCREENSHOTS` set to a folder it leaves the
//! pictures of the README there.

use super::chromium::{Browser, Screen};
use balcao::demo::company;
use balcao::run::demo::{Demo, DemoOptions};
use std::net::SocketAddr;

const KEY: &str = ".keyboard button";
const PANEL: &str = "#telegram-log .message[data-own=no] .text";
const CHIP: &str = ".phones .contact";
/// Labels that do not fit their buttons.
const CUT: &str = "return [...document.querySelectorAll('.keyboard button span')]
    .filter((label) => label.scrollWidth > label.clientWidth).map((label) => label.textContent)";

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_plays_an_official_attendance_and_then_an_unofficial_one_on_a_laptop() {
    let demo = start().await;
    let browser = Browser::open(&page(&demo), Screen::Laptop).await;

    // The hint types the number, the manager sends it and walks through the steps.
    browser.click("#hint-do", "Digitar por mim").await;
    browser.click("#telegram-composer .send", "").await;
    browser.sees(PANEL, "Maria Souza").await;
    walk_to_the_templates(&browser).await;
    send_the_template(&browser).await;

    // Maria's phone gets it; she opens and answers it.
    browser.sees(&format!("{CHIP} .badge"), "1").await;
    browser.sees("#hint", "Maria recebeu uma mensagem").await;
    browser.click("#hint-do", "Abrir o telefone").await;
    browser.sees("#whatsapp-log .text", "Olá, Maria! Seu pedido 1042 está confirmado").await;
    browser.sees(PANEL, "✓✓ lida").await;
    browser.enter("#whatsapp-text", "Perfeito, obrigada!").await;
    browser.sees(PANEL, "Perfeito, obrigada!").await;
    browser.click(KEY, "Responder").await;
    browser.sees(PANEL, "O que você escrever agora vai para este contato").await;
    browser.enter("#composer-text", "De nada, Maria! Até sexta.").await;
    browser.sees("#whatsapp-log .text", "De nada, Maria!").await;
    browser.sees("#telegram-log .message[data-own=yes]", "👀").await;
    browser.picture("demo-1280").await;

    // An unofficial one: no template, the next text goes to the contact.
    browser.enter("#composer-text", "/novo").await;
    browser.click(KEY, "João Pereira").await;
    browser.click(KEY, "Conversar").await;
    browser.click(KEY, "Iniciar atendimento").await;
    browser.click(KEY, "Loja Centro").await;
    browser.sees(PANEL, "Vendas · Loja Centro").await;
    browser.enter("#composer-text", "Bom dia, João! Aqui é a Carla.").await;
    browser.sees(&format!("{CHIP} .badge"), "1").await;
    browser.click(CHIP, "João Pereira").await;
    browser.sees("#whatsapp-log .text", "Bom dia, João! Aqui é a Carla.").await;
    browser.enter("#whatsapp-text", "Oi, Carla!").await;
    browser.sees(PANEL, "Oi, Carla!").await;

    // What went over the wires is below.
    browser.click("#backstage-fold > summary", "Bastidores").await;
    for (side, call) in
        [("cloud", "/messages"), ("cloud", "/webhook/oficial"), ("evolution", "/webhook/loja")]
    {
        browser.sees(&format!("[data-side={side}] .call"), call).await;
    }
    end(demo, browser).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_on_a_phone_where_every_label_fits_its_button() {
    let demo = start().await;
    let browser = Browser::open(&page(&demo), Screen::Phone).await;
    let labels_fit = async |step: &str| {
        let cut = browser.js(CUT).await;
        assert_eq!(cut.as_array().map(Vec::len), Some(0), "{step}: {cut}");
    };

    browser.enter("#composer-text", "/start").await;
    browser.click(KEY, "Novo atendimento").await;
    browser.sees(KEY, "Paulo Rocha").await;
    labels_fit("contacts").await;
    browser.click(KEY, "Maria Souza").await;
    walk_to_the_templates(&browser).await;
    labels_fit("templates").await;
    send_the_template(&browser).await;
    browser.picture("demo-390").await;
    browser.click(".tabs button", "Contatos").await;
    browser.sees(&format!("{CHIP} .badge"), "1").await;
    browser.click(CHIP, "Maria Souza").await;
    browser.sees("#whatsapp-log .text", "Olá, Maria! Seu pedido 1042 está confirmado").await;
    browser.picture("demo-390-contact").await;
    browser.click(".tabs button", "Gerente").await;
    browser.sees(PANEL, "✓✓ lida").await;

    // The contact of an unofficial attendance.
    browser.enter("#composer-text", "/novo").await;
    browser.click(KEY, "João Pereira").await;
    browser.click(KEY, "Conversar").await;
    browser.click(KEY, "Iniciar atendimento").await;
    browser.click(KEY, "Loja Centro").await;
    browser.sees(PANEL, "Vendas · Loja Centro").await;
    browser.enter("#composer-text", "Bom dia, João!").await;
    browser.click(".tabs button", "Contatos").await;
    // A phone that is taken up before the message is there shows its list of chats.
    browser.sees(&format!("{CHIP} .badge"), "1").await;
    browser.click(CHIP, "João Pereira").await;
    browser.sees("#whatsapp-log .text", "Bom dia, João!").await;
    end(demo, browser).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_template_with_a_picture_takes_the_sample_picture() {
    let demo = start().await;
    let browser = Browser::open(&page(&demo), Screen::Laptop).await;
    browser.enter("#composer-text", company::TRY_NUMBER).await;
    walk_to_the_templates(&browser).await;
    browser.enter("#composer-text", "vitrine").await;
    browser.sees(PANEL, "1 modelo").await;
    browser.click(KEY, "vitrine_da_semana").await;
    browser.click(KEY, "Definir parâmetros").await;
    browser.sees(PANEL, "Envie a imagem do topo").await;
    browser.click("#attach-button", "").await;
    browser.click("#attach-menu button", "Foto de exemplo").await;
    browser.click(KEY, "Contato: Maria").await;
    browser.sees(PANEL, "Confira e envie").await;
    browser.click(KEY, "Iniciar atendimento").await;
    browser.sees(PANEL, "✓✓ entregue").await;
    browser.sees(&format!("{CHIP} .badge"), "1").await;
    browser.click(CHIP, "Maria Souza").await;
    browser.sees("#whatsapp-log .text", "separamos as novidades").await;
    browser.until("document.querySelector('#whatsapp-log img')?.naturalWidth > 0").await;
    browser.picture("photo").await;
    end(demo, browser).await;
}

async fn start() -> Demo {
    Demo::start(SocketAddr::from(([127, 0, 0, 1], 0)), DemoOptions::default()).await.unwrap()
}

fn page(demo: &Demo) -> String {
    format!("http://{}/", demo.address)
}

/// From the panel of the number to the list of templates of the official channel.
async fn walk_to_the_templates(browser: &Browser) {
    browser.sees(PANEL, "+55 51 99999-8888").await;
    browser.click(KEY, "Conversar").await;
    browser.sees(PANEL, "Enviar mensagem").await;
    browser.click(KEY, "Iniciar atendimento").await;
    browser.sees(PANEL, "Selecione um canal").await;
    browser.click(KEY, company::CHANNELS[0].1).await;
    browser.sees(PANEL, "Selecione uma equipe").await;
    browser.click(KEY, "Vendas").await;
    browser.sees(PANEL, "Modelo de mensagem").await;
    browser.sees(KEY, "Autenticação").await;
}

/// From the list of templates to the card: three parameters, one of them by a quick value.
async fn send_the_template(browser: &Browser) {
    browser.click(KEY, "pedido_confirmado").await;
    browser.click(KEY, "Definir parâmetros").await;
    browser.sees(PANEL, "(1/3)").await;
    browser.click(KEY, "Contato: Maria").await;
    for (step, value) in [("(2/3)", "1042"), ("(3/3)", "sexta-feira, 27/11")] {
        browser.sees(PANEL, step).await;
        browser.enter("#composer-text", value).await;
    }
    browser.sees(PANEL, "Seu pedido 1042 está confirmado e chega até sexta-feira, 27/11").await;
    browser.sees(PANEL, "Custo estimado: US$ 0,0068 · Utilidade · Brasil").await;
    browser.click(KEY, "Iniciar atendimento").await;
    browser.sees(PANEL, "✓✓ entregue").await;
}

/// Everything that was sent was valid, and an open page keeps nothing from stopping.
async fn end(demo: Demo, browser: Browser) {
    assert!(demo.stage.telegram.invalid().is_empty(), "{:#?}", demo.stage.telegram.invalid());
    assert!(demo.stage.cloud.invalid().is_empty(), "{:#?}", demo.stage.cloud.invalid());
    assert!(demo.stage.evolution.invalid().is_empty(), "{:#?}", demo.stage.evolution.invalid());
    demo.stop().await;
    browser.close().await;
}
