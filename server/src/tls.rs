//! The server's own certificate authority: devices pin it at enrolment and trust nothing else.

use std::net::IpAddr;

use rcgen::{
    BasicConstraints, CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, SanType,
};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use sha2::{Digest, Sha256};

use crate::data::{Data, write_private};
use crate::error::{Error, Result};

/// Makes the CA: once, at `init`.
///
/// # Errors
/// [`Error::Certificate`], [`Error::Io`].
pub fn create_ca(data: &Data) -> Result<()> {
    let key = KeyPair::generate()?;
    let certificate = ca_params().self_signed(&key)?;
    write_private(&data.path("ca.key"), key.serialize_pem().as_bytes())?;
    write_private(&data.path("ca.pem"), certificate.pem().as_bytes())
}

/// What the CA certificate says; the same each time, because a server certificate names its issuer.
fn ca_params() -> CertificateParams {
    let mut params = named("Pesiar CA");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

fn named(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    // Wide on purpose: laptops with a dead clock battery must reach us. The pin and signed answers carry the trust.
    params.not_before = rcgen::date_time_ymd(2020, 1, 1);
    params.not_after = rcgen::date_time_ymd(2050, 1, 1);
    params
}

/// The CA certificate.
///
/// # Errors
/// [`Error::Usage`] if there is none.
pub fn ca(data: &Data) -> Result<CertificateDer<'static>> {
    CertificateDer::from_pem_file(data.path("ca.pem")).map_err(|_| Error::usage("ca.pem tidak ada atau rusak"))
}

/// SHA-256 of the CA certificate: what an enrolment code begins with.
///
/// # Errors
/// As [`ca`].
pub fn fingerprint(data: &Data) -> Result<[u8; 32]> {
    Ok(Sha256::digest(ca(data)?.as_ref()).into())
}

/// A fresh server certificate for these names and addresses, with its chain, for TLS 1.3 only.
///
/// # Errors
/// [`Error::Certificate`], [`Error::Usage`].
pub fn server_config(data: &Data, hosts: &[String]) -> Result<ServerConfig> {
    let ca_key = std::fs::read_to_string(data.path("ca.key"))?;
    let issuer = Issuer::new(ca_params(), KeyPair::from_pem(&ca_key)?);
    let key = KeyPair::generate()?;
    let mut params = named("Pesiar");
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.subject_alt_names = hosts.iter().map(|host| name_of(host)).collect::<Result<_>>()?;
    let certificate = params.signed_by(&key, &issuer)?;
    let chain = vec![certificate.der().clone(), ca(data)?];
    let private = PrivateKeyDer::try_from(key.serialize_der()).map_err(|_| Error::Corrupt("server key"))?;
    ServerConfig::builder_with_provider(rustls::crypto::ring::default_provider().into())
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(|_| Error::Corrupt("tls"))?
        .with_no_client_auth()
        .with_single_cert(chain, private)
        .map_err(|_| Error::Corrupt("server certificate"))
}

fn name_of(host: &str) -> Result<SanType> {
    if let Ok(address) = host.parse::<IpAddr>() {
        return Ok(SanType::IpAddress(address));
    }
    let name = host.try_into().map_err(|_| Error::usage(format!("nama host tidak sah: {host}")))?;
    Ok(SanType::DnsName(name))
}
