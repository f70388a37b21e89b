//! What people are called: as Telegram says at first, then as owners and managers say.

use super::{found, invites, owned, to_people, to_person};
use crate::stories::walk::{MARIA, open};
use crate::world::{ANA, BRUNO, CARLA, STRANGER};

#[tokio::test(flavor = "multi_thread")]
async fn a_person_is_renamed_everywhere_at_once_and_told() {
    let world = owned().await;
    let (carla, ana) = (world.person(CARLA), world.person(ANA));
    open(&world, &ana, MARIA).await;
    ana.sees_somewhere("Vendas · WhatsApp Oficial · Ana Torres").await;
    to_person(&carla, "Ana Torres").await;
    carla.taps("Renomear").await;
    carla.sees("Renomear Ana Torres").await;
    for wrong in [" ", &"x".repeat(41)] {
        carla.types(wrong);
        carla.sees("precisa ter de 1 a 40").await;
    }
    carla.types("Ana *Maria*\nTorres");
    carla.sees("Salvo").await;
    let page = carla.sees("Ana *Maria* Torres").await;
    assert!(page.text.contains("atendente"), "{}", page.text);
    ana.sees_somewhere("Carla Dias mudou o seu nome: agora você é Ana *Maria* Torres").await;
    ana.sees_somewhere("Vendas · WhatsApp Oficial · Ana *Maria* Torres").await;
    // She is called something else again: the first change still says what was said then.
    to_person(&carla, "Ana *Maria* Torres").await;
    carla.taps("Renomear").await;
    carla.sees("Renomear Ana").await;
    carla.types("Ana T.");
    carla.sees("Salvo").await;
    to_people(&carla).await;
    carla.taps("📜 Mudanças").await;
    carla.taps("Só pessoas").await;
    let done = carla.sees("2 mudanças").await;
    assert!(done.text.contains("mudou o nome de Ana Torres para Ana *Maria* Torres"), "{}", done.text);
    assert!(done.text.contains("mudou o nome de Ana *Maria* Torres para Ana T."), "{}", done.text);
    world.ends_well().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_owner_names_everybody_and_a_manager_their_own_people() {
    let world = owned().await;
    let (carla, igor) = (world.person(CARLA), world.person(STRANGER));
    to_person(&carla, "Carla Dias").await;
    carla.taps("Renomear").await;
    carla.sees("Renomear Carla Dias").await;
    carla.types("Carla D.");
    carla.sees("Salvo").await;
    let link = invites(&carla, true, &["Vendas"]).await;
    igor.types(&format!("/start {link}"));
    igor.sees_somewhere("Boas-vindas").await;
    to_person(&igor, "Ana Torres").await;
    let (panel, rename) = igor.button("Renomear").await;
    igor.taps_data(panel, &rename).await;
    igor.sees("Renomear Ana Torres").await;
    igor.types("Ana");
    igor.sees("Salvo").await;
    to_person(&igor, "Carla D.").await;
    assert!(!igor.buttons().iter().any(|one| one.contains("Renomear")), "{:?}", igor.buttons());
    // Nor by data that nobody drew there, and Bruno is none of his.
    let (panel, back) = igor.button("Voltar").await;
    igor.taps_data(panel, &back.replace(":bk", ":hR")).await;
    igor.types("Outra pessoa");
    let bruno = format!(":hB:{BRUNO}");
    igor.types("/equipe");
    let (panel, invite) = igor.button("➕ Convidar").await;
    igor.taps_data(panel, &invite.replace(":hJ", &bruno)).await;
    igor.sees("não está mais disponível para você").await;
    let names = found(&world, "select name from staff where id in (7001, 7002, 7003) order by id").await;
    assert_eq!(names, ["Carla D.", "Bruno Costa", "Ana"]);
    world.ends_well().await;
}
