//! A newcomer's first minute, in a real browser against the real service: a whole official attendance on the demo's
//! page. With `BALCAO_SCREENSHOTS` set to a folder it leaves the pictures of the README there.

use super::chromium::{Browser, Screen};
use balcao::demo::company;
use balcao::run::demo::Demo;
use std::net::SocketAddr;

const KEY: &str = ".keyboard button";
const PANEL: &str = "#telegram-log .message[data-own=no] .text";

#[tokio::test(flavor = "multi_thread")]
async fn a_newcomer_plays_a_whole_official_attendance_on_the_page() {
    let demo = Demo::start(SocketAddr::from(([127, 0, 0, 1], 0))).await.unwrap();
    let page = format!("http://{}/", demo.address);
    let browser = Browser::open(&page, Screen::Laptop).await;

    // The hint types the number, the manager sends it and walks through the steps.
    browser.click("#hint-do", "Digitar por mim").await;
    browser.click("#telegram-composer .send", "").await;
    browser.sees(PANEL, "+55 51 99999-8888").await;
    browser.click(KEY, "Conversar").await;
    browser.sees(PANEL, "Enviar mensagem").await;
    browser.click(KEY, "Iniciar atendimento").await;
    browser.sees(PANEL, "Selecione um canal").await;
    browser.click(KEY, "WhatsApp Oficial").await;
    browser.sees(PANEL, "Selecione uma equipe").await;
    browser.click(KEY, "Vendas").await;
    browser.sees(PANEL, "Modelo de mensagem").await;
    browser.click(KEY, "pedido_confirmado").await;
    browser.click(KEY, "Definir parâmetros").await;
    for (step, value) in [("(1/3)", "Maria"), ("(2/3)", "1042"), ("(3/3)", "sexta-feira, 27/11")] {
        browser.sees(PANEL, step).await;
        browser.enter("#composer-text", value).await;
    }
    browser.sees(PANEL, "Seu pedido 1042 está confirmado e chega até sexta-feira, 27/11").await;
    browser.sees(PANEL, "Custo estimado").await;
    browser.click(KEY, "Iniciar atendimento").await;

    // Maria's phone gets it; she opens and answers it.
    browser.sees(".phones .contact .badge", "1").await;
    browser.sees("#hint", "Maria recebeu uma mensagem").await;
    browser.click("#hint-do", "Abrir o telefone").await;
    browser.sees("#whatsapp-log .text", "Olá, Maria! Seu pedido 1042 está confirmado").await;
    browser.sees(PANEL, "lida").await;
    browser.enter("#whatsapp-text", "Perfeito, obrigada!").await;
    browser.sees(PANEL, "Perfeito, obrigada!").await;
    browser.picture("demo-1280").await;
    let wire = "[data-side=cloud] .call";
    browser.click("#backstage-fold > summary", "Bastidores").await;
    browser.sees(wire, "/messages").await;
    browser.sees(wire, "/webhook/oficial").await;
    browser.close().await;

    // The same on a phone's width.
    let browser = Browser::open(&page, Screen::Phone).await;
    browser.sees(PANEL, "Perfeito, obrigada!").await;
    browser.picture("demo-390").await;
    browser.click(".tabs button", "Contatos").await;
    browser.click(".phones .contact", "Maria Souza").await;
    browser.click("#whatsapp-home .contact", company::CHANNELS[0].1).await;
    browser.sees("#whatsapp-log .text", "Perfeito, obrigada!").await;
    browser.picture("demo-390-contact").await;
    browser.close().await;
    demo.stop().await;
}
