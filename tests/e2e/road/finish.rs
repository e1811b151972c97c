//! The end of the road: everything reaches the province, and the paper says what the province says.

use std::path::PathBuf;

use super::hand::Agent;

/// Sends what waits and reads the receipt.
pub(super) async fn send(agent: &Agent) {
    let window = &agent.window;
    assert!(agent.waiting().await > 0, "nothing waits");
    agent.button("Kirim & Terima").await;
    window.sees("simpanan belum terkirim").await;
    agent.is_led_to("Kirim & terima sekarang").await;
    agent.button("Kirim & terima sekarang").await;
    window.sees_at("//*[@role='status']//h2[starts-with(normalize-space(.), 'Provinsi menerima ')]").await;
    window.sees_at("//ol/li[contains(normalize-space(.), 'Provinsi menerima ')]").await;
    window.sees("Tersimpan di laptop ini - 0 belum terkirim - terakhir terhubung").await;
    agent.looks_right("sent").await;
}

/// What Beranda says now: the share of the registered, and the sentence of what is missing.
pub(super) async fn figures(agent: &Agent) -> (String, String) {
    agent.button("Beranda").await;
    agent.window.sees("Hari ini").await;
    agent.looks_right("end").await;
    (agent.window.text("section.registered .figure").await, agent.window.text("button.gap span").await)
}

/// Saves the report and returns where the screen says it is.
pub(super) async fn print(agent: &Agent) -> PathBuf {
    agent.button("Laporan").await;
    agent.window.sees_at("//img[starts-with(@alt, 'Halaman 1 dari ')]").await;
    agent.button("Simpan PDF").await;
    agent.window.sees("Laporan sudah tersimpan di laptop ini:").await;
    agent.looks_right("report").await;
    PathBuf::from(agent.window.text(".path").await.trim())
}
