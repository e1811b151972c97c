//! TLS to one server only: at first contact by the fingerprint in the code, afterwards by the pinned CA.

use std::sync::{Arc, Mutex};

use pesiar_core::enrolment::Code;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use sha2::{Digest, Sha256};

use crate::error::{Error, Result};

/// Where first contact leaves the CA certificate it found to be the right one.
pub type Found = Arc<Mutex<Option<Vec<u8>>>>;

/// A client that trusts exactly one CA certificate (DER).
///
/// # Errors
/// [`Error::Corrupt`] if the stored certificate is none.
pub fn pinned(ca: &[u8]) -> Result<ClientConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(ca.to_vec())).map_err(|_| Error::Corrupt)?;
    let config = builder()?.with_root_certificates(roots).with_no_client_auth();
    Ok(config)
}

/// A client that trusts whatever CA the typed code names, and says which it was.
///
/// # Errors
/// [`Error::Internal`] if TLS cannot be set up.
pub fn first_contact(code: &Code) -> Result<(ClientConfig, Found)> {
    let found = Found::default();
    let verifier = FirstContact { code: code.clone(), found: Arc::clone(&found), provider: provider() };
    let config = builder()?.dangerous().with_custom_certificate_verifier(Arc::new(verifier)).with_no_client_auth();
    Ok((config, found))
}

fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

fn builder() -> Result<rustls::ConfigBuilder<ClientConfig, rustls::WantsVerifier>> {
    ClientConfig::builder_with_provider(provider())
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(|_| Error::Internal("tls"))
}

/// Accepts a chain whose CA has the fingerprint of the code and signed the server's certificate.
#[derive(Debug)]
struct FirstContact {
    code: Code,
    found: Found,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for FirstContact {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> std::result::Result<ServerCertVerified, rustls::Error> {
        let is_ours = |ca: &&CertificateDer<'_>| self.code.is_for(&Sha256::digest(ca.as_ref()).into());
        let unknown = rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer);
        let ca = intermediates.iter().find(is_ours).ok_or_else(|| unknown.clone())?;
        let mut roots = RootCertStore::empty();
        roots.add(ca.clone().into_owned())?;
        let strict = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), Arc::clone(&self.provider))
            .build()
            .map_err(|_| unknown)?;
        let verified = strict.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)?;
        if let Ok(mut found) = self.found.lock() {
            *found = Some(ca.to_vec());
        }
        Ok(verified)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> std::result::Result<HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
