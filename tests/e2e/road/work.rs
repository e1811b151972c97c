//! The day's work: a house that answers, a house that does not, a talk and its papers.

use super::hand::Agent;
use crate::e2e::window::Window;

/// The button of the first member who is not active.
const NOT_YET_ACTIVE: &str = "[...document.querySelectorAll('.members > li')]
    .find((one) => !one.querySelector('button.chip')?.innerText.startsWith('Aktif'))
    ?.querySelector(\"button[aria-label^='Advokasi ']\")?.getAttribute('aria-label')";

/// Goes to Sisir and opens a house; row 1 is the head of its RT. Returns the name on the sheet.
async fn house(agent: &Agent, row: usize) -> String {
    agent.button("Sisir").await;
    agent.row(row).await;
    agent.window.sees("Mulai kunjungan").await;
    agent.is_led_to("Mulai kunjungan").await;
    agent.window.text("main h1").await
}

/// A family is met, everything asked; then one of them is talked to and the papers are handed in.
pub(super) async fn met(agent: &Agent) -> String {
    let name = house(agent, 2).await;
    let before = agent.waiting().await;
    agent.button("Mulai kunjungan").await;
    agent.button("Berhasil, data lengkap").await;
    agent.pick("Siapa yang menjawab?", &first_member(agent).await).await;
    agent.window.sees("Isian sudah disimpan sementara di laptop ini.").await;
    agent.looks_right("visit").await;
    agent.save().await;
    agent.window.sees("Tersimpan: Berhasil, data lengkap.").await;
    assert_eq!(agent.window.text("main h1").await, name, "back on the sheet");
    agent.window.sees("1 kali dikunjungi").await;
    assert!(agent.waiting_is_not(before).await > before);
    name
}

async fn first_member(agent: &Agent) -> String {
    let name = agent.window.ask("document.querySelector('select optgroup option').text").await;
    name.as_str().expect("a name").to_owned()
}

/// Nobody at home: two presses, and tomorrow is agreed on.
pub(super) async fn empty(agent: &Agent, other: &str) {
    let name = house(agent, 3).await;
    assert_ne!(name, other, "the next house");
    let before = agent.waiting().await;
    agent.button("Mulai kunjungan").await;
    agent.button("Rumah kosong").await;
    agent.window.sees("Tersimpan: Rumah kosong. Kunjungan berikutnya").await;
    assert!(agent.waiting_is_not(before).await > before);
    assert_eq!(agent.window.text("main h1").await, name, "back on the sheet");
    agent.button("Sisir").await;
    // An empty house is tried, not done.
    agent.window.sees_at("//main//header//p[starts-with(normalize-space(.), '1 dari ')]").await;
    agent.window.sees_at(&Window::button_path("Kunjungan ulang 1")).await;
    agent.looks_right("sisir").await;
}

/// Somebody of the family on the screen agrees to be registered.
pub(super) async fn talk(agent: &Agent) -> String {
    let button = agent.window.ask(NOT_YET_ACTIVE).await.as_str().expect("somebody to talk to").to_owned();
    let name = button.trim_start_matches("Advokasi ").to_owned();
    agent.button(&button).await;
    agent.window.sees(&format!("Bicara dengan {name}")).await;
    agent.tile("Bersedia").await;
    agent.looks_right("talk").await;
    agent.save().await;
    agent.window.sees("Anggota keluarga (").await;
    agent.window.sees("Bersedia").await;
    name
}

/// The papers of that person are handed in today.
pub(super) async fn papers(agent: &Agent, name: &str) {
    let before = agent.waiting().await;
    agent.button("Buka berkas").await;
    agent.window.sees("Siapa yang didaftarkan?").await;
    agent.tile(name).await;
    agent.tile("Daftar PBPU mandiri").await;
    agent.tile("Sudah diajukan").await;
    agent.tile("Kantor BPJS Kesehatan").await;
    agent.looks_right("papers").await;
    agent.save().await;
    agent.window.sees("Anggota keluarga (").await;
    assert!(agent.waiting_is_not(before).await > before);
    agent.looks_right("sheet").await;
}
