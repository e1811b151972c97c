//! The beginning of the road: the window on an enrolled laptop, the village's files, the population, the gap.

use super::hand::Agent;

const PEOPLE: &str = "1.400";
/// As a person types it, and as the app says it back.
pub(super) const POPULATION: &str = "1.410";

/// From the passphrase to Beranda, which leads an empty village.
pub(super) async fn sign_in(agent: &Agent, secret: &str) {
    agent.window.sees("Siapa yang bekerja?").await;
    agent.sign_in(secret).await;
    agent.window.sees("Capaian JKN per").await;
    agent.button("Nanti").await;
    assert_eq!(agent.waiting().await, 0, "a new laptop has nothing to send");
}

/// Brings in the two files that lie in Unduhan.
pub(super) async fn import(agent: &Agent) {
    let window = &agent.window;
    agent.button("Petakan").await;
    agent.button("Impor data").await;
    rehearsed_and_saved(agent, "desa.xlsx", "Buku penduduk (OpenSID)").await;
    let new = window.text("ul li:first-child .figure").await;
    assert_eq!(new.trim(), PEOPLE, "people of the register");

    agent.button("Impor berkas lain").await;
    rehearsed_and_saved(agent, "bpjs.xlsx", "Daftar BPJS").await;
    agent.button("Ke Beranda").await;
    window.sees("Capaian JKN per").await;
}

/// Nothing is kept before the agent says so.
async fn rehearsed_and_saved(agent: &Agent, file: &str, layout: &str) {
    let before = agent.waiting().await;
    agent.button(file).await;
    agent.window.sees("Hasil pemeriksaan").await;
    agent.window.sees(layout).await;
    agent.window.sees("Belum ada yang disimpan").await;
    agent.looks_right(file).await;
    assert_eq!(agent.waiting().await, before, "a rehearsal was kept");
    agent.is_led_to("Simpan ke Data Desa").await;
    agent.button("Simpan ke Data Desa").await;
    agent.window.sees("Sudah tersimpan di Data Desa").await;
}

/// Without the number there is no percentage; with it there are two bars.
pub(super) async fn population(agent: &Agent) {
    let window = &agent.window;
    agent.button("Isi jumlah penduduk").await;
    window.sees("Jumlah penduduk desa").await;
    agent.field("Jumlah penduduk (jiwa)", POPULATION).await;
    agent.tile("Buku Induk Penduduk desa").await;
    agent.save().await;
    window.sees("jiwa lagi untuk mencapai").await;
    window.sees(&format!("dari {POPULATION}")).await;
    agent.looks_right("beranda").await;
}

/// The sentence of the gap opens the people behind it. Returns the sentence.
pub(super) async fn gap(agent: &Agent) -> String {
    let sentence = agent.window.text("button.gap span").await;
    assert!(sentence.starts_with("Kurang ") && sentence.contains("jiwa lagi"), "{sentence}");
    agent.button("Kurang ").await;
    agent.window.sees("jiwa belum terdaftar atau belum dicek").await;
    agent.window.sees_at("//*[@role='listbox' and @aria-label='Daftar sasaran']//*[@role='option']").await;
    agent.looks_right("gap").await;
    sentence
}
