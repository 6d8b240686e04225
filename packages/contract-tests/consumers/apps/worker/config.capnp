using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.js", esModule = embed "dist/worker.js")],
      compatibilityDate = "2026-11-01",
      bindings = [
        (name = "baseURL", fromEnvironment = "CHAMELAION_BASE_URL"),
        (name = "reference", fromEnvironment = "REFERENCE"),
      ],
      globalOutbound = "loopback",
    )),
    (name = "loopback", network = (allow = ["private"])),
  ],
);
