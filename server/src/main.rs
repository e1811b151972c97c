//! `pesiar-server`: one province.

use std::process::ExitCode;

fn main() -> ExitCode {
    pesiar_server::cli::main()
}
