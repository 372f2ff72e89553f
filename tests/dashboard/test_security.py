"""Guards before every request, headers after it, and nothing told when something fails."""

import re
from dataclasses import replace

import pytest

from dashboard.page_shell import script_hash
from dashboard.security import MAX_BODY_BYTES

POST = "/_dash-update-component"
ROUTES = [
    "/", "/paises/ESP", "/nada", "/_dash-layout", "/_dash-dependencies", "/_favicon.ico",
    "/static-ext/bootstrap.min.css", "/static-ext/icons/globe.svg", "/static-ext/nada.css",
    "/_dash-component-suites/dash/html/nada.js", "/assets/topojson/world_110m.json",
    "/salud", "/listo", "/descargas/nada.csv", "/_reload-hash",
]  # fmt: skip


def body(output: str, **changes) -> dict:
    """What Dash's page sends to run the callback of ``output``."""
    component, prop = output.rsplit(".", 1)
    base = {
        "output": output,
        "outputs": {"id": component, "property": prop},
        "inputs": [{"id": "button", "property": "n_clicks", "value": 1}],
        "changedPropIds": ["button.n_clicks"],
    }
    return base | changes


GREET = body(
    "answer.children",
    inputs=[{"id": "name", "property": "value", "value": "Ana"}],
    state=[{"id": "extra", "property": "data", "value": 5}],
    changedPropIds=["name.value"],
)


@pytest.mark.parametrize("path", ROUTES)
def test_every_answer_carries_the_headers(client, path):
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_https_is_insisted_on_when_the_site_has_it(make_app, settings):
    with make_app(replace(settings, https=True)).server.test_client() as client:
        assert client.get("/salud").headers["Strict-Transport-Security"].startswith("max-age=31536")


def test_the_policy_allows_our_inline_scripts_and_no_other(client):
    policy = client.get("/").headers["Content-Security-Policy"]
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "unsafe" not in script
    assert "http" not in policy.replace("https://", "http")
    # The theme, Dash's renderer and its page title.
    assert script.count("'sha256-") == 3


def test_every_inline_script_of_the_page_has_its_hash(client):
    answer = client.get("/")
    policy = answer.headers["Content-Security-Policy"]
    scripts = re.findall(
        r"<script(?![^>]*(?:src=|application/json))[^>]*>(.*?)</script>",
        answer.get_data(as_text=True), re.DOTALL,
    )  # fmt: skip
    assert len(scripts) == 3
    for script in scripts:
        assert script_hash(script) in policy


def test_a_callback_answers(client):
    answer = client.post(POST, json=GREET)
    assert answer.status_code == 200
    assert answer.get_json()["response"]["answer"]["children"] == "hola Ana 5"


def test_a_pattern_callback_answers(client):
    inputs = [
        [
            {"id": {"kind": "n", "name": name}, "property": "value", "value": number}
            for name, number in (("a", 2), ("b", 3))
        ]
    ]
    answer = client.post(POST, json=body("sum.children", inputs=inputs, changedPropIds=[]))
    assert answer.get_json()["response"]["sum"]["children"] == "5"


def test_a_callback_without_the_permission_is_refused(client):
    answer = client.post(POST, json=body("secret.children"))
    assert answer.status_code == 403
    assert "secreto" not in answer.get_data(as_text=True)


def test_the_page_router_does_not_hand_out_a_closed_page(client, app):
    router = next(output for output in app.callback_map if "_pages_content" in output)
    request = {
        "output": router,
        "outputs": [
            {"id": "_pages_content", "property": "children"},
            {"id": "_pages_store", "property": "data"},
        ],
        "inputs": [
            {"id": "_pages_location", "property": "pathname", "value": "/cerrada"},
            {"id": "_pages_location", "property": "search", "value": ""},
        ],
        "changedPropIds": ["_pages_location.pathname"],
    }
    answer = client.post(POST, json=request)
    assert answer.status_code == 403
    assert "secreto" not in answer.get_data(as_text=True)
    request["inputs"][0]["value"] = "/"
    assert "inicio" in client.post(POST, json=request).get_data(as_text=True)


@pytest.mark.parametrize(
    ("forged", "status"),
    [
        ({}, 400),
        ([], 400),
        ("text", 400),
        (7, 400),
        ({"output": "answer.children"}, 400),
        (GREET | {"output": 3}, 400),
        (GREET | {"output": ["answer.children"]}, 400),
        (GREET | {"inputs": None}, 400),
        (GREET | {"inputs": [3]}, 400),
        (GREET | {"inputs": [{"id": "name"}]}, 400),
        (GREET | {"inputs": []}, 400),
        (GREET | {"inputs": GREET["inputs"] * 2}, 400),
        (GREET | {"inputs": [{"id": "other", "property": "value"}]}, 400),
        (GREET | {"inputs": [{"id": "name", "property": "other"}]}, 400),
        (GREET | {"inputs": [GREET["inputs"]]}, 400),
        (GREET | {"state": {}}, 400),
        (GREET | {"state": []}, 400),
        (GREET | {"outputs": [7]}, 400),
        (GREET | {"outputs": {}}, 400),
        (GREET | {"outputs": None}, 400),
        (GREET | {"outputs": {"id": "answer"}}, 400),
        (GREET | {"outputs": {"id": "other", "property": "children"}}, 400),
        (GREET | {"outputs": {"id": "answer", "property": "title"}}, 400),
        (GREET | {"changedPropIds": [7]}, 400),
        (GREET | {"changedPropIds": "name.value"}, 400),
        (GREET | {"inputs": GREET["inputs"] * 500}, 400),
        (GREET | {"inputs": [{**GREET["inputs"][0], "value": "half a sign: \ud800"}]}, 400),
        (body("nothing.children"), 404),
        (body("client.children"), 404),
        (body("..a.children...b.children.."), 404),
    ],
)
def test_a_forged_body_is_answered_without_a_traceback(client, forged, status, caplog):
    answer = client.post(POST, json=forged)
    assert answer.status_code == status
    assert answer.is_json
    assert "Traceback" not in answer.get_data(as_text=True)
    assert caplog.records == []


def test_a_body_that_is_not_json_is_refused(client):
    assert client.post(POST, data="{}", content_type="text/plain").status_code == 415
    assert client.post(POST, data="{", content_type="application/json").status_code == 400


def test_a_huge_body_is_refused(client):
    answer = client.post(POST, data=b"1" * (MAX_BODY_BYTES + 1), content_type="application/json")
    assert answer.status_code == 413


def test_a_failure_tells_a_reference_and_nothing_else(client, caplog):
    answer = client.post(POST, json=body("broken.children"))
    assert answer.status_code == 500
    text = answer.get_data(as_text=True)
    assert "secreto" not in text
    assert "Traceback" not in text
    assert answer.get_json()["reference"] in caplog.text
    assert "secreto" in caplog.text


def test_what_fails_after_the_page_was_made_has_a_reference_too(make_app, settings, caplog):
    app = make_app(settings)

    def fail(_path):
        raise RuntimeError("/etc/secreto-7391")

    app.known_paths.has = fail
    with app.server.test_client() as client:
        answer = client.get("/paises/ESP", headers={"Accept": "text/html"})
    text = answer.get_data(as_text=True)
    assert answer.status_code == 500
    assert "secreto" not in text
    assert re.search(r"referencia ([0-9a-f]{8})\.", text)[1] in caplog.text


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "https://localhost"}, 403),
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({"Origin": "http://localhost"}, 200),
        ({}, 200),
    ],
)
def test_posts_of_other_sites_are_refused(client, headers, status):
    assert client.post(POST, json=GREET, headers=headers).status_code == status


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil"])
def test_another_host_name_is_refused(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 400
    assert client.get("/", headers={"Host": "127.0.0.1:8050"}).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/nada", "/paises", "/paises/ESP/otra", "/wp-login.php", "/console", "/_mcp", "/static/x"],
)
def test_an_unknown_page_is_a_real_404(client, path):
    assert client.get(path).status_code == 404


def test_known_pages_are_200_with_their_title(client):
    answer = client.get("/paises/ESP")
    assert answer.status_code == 200
    assert "<title>País ESP</title>" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    "path",
    [
        "/assets/../pyproject.toml",
        "/assets/%2e%2e/pyproject.toml",
        "/assets/..%2fpyproject.toml",
        "/assets//etc/passwd",
        "/_dash-component-suites/dash/../../etc/passwd",
        "/_dash-component-suites/os/path.py",
        "/static-ext/icons/..%2f..%2fx.svg",
        "/descargas/..%2f..%2fglobo.csv",
    ],
)
def test_no_path_leaves_its_folder(client, path):
    answer = client.get(path)
    assert answer.status_code in (308, 404)
    assert b"[project]" not in answer.data


def test_versions_are_not_told(client):
    text = client.get("/").get_data(as_text=True)
    assert '"python_version":""' in text
    assert '"dash_version":""' in text
    assert '"plotly_version":""' in text


def test_the_page_speaks_the_language_and_theme_of_the_cookies(client):
    text = client.get("/").get_data(as_text=True)
    assert '<html lang="es">' in text
    client.set_cookie("idioma", "en")
    client.set_cookie("tema", "oscuro")
    text = client.get("/").get_data(as_text=True)
    assert '<html lang="en" data-bs-theme="dark" data-ag-theme-mode="dark">' in text
    client.set_cookie("idioma", '"><script>')
    client.set_cookie("tema", '"><script>')
    assert '<html lang="es">' in client.get("/").get_data(as_text=True)


def test_nothing_of_the_page_comes_from_another_host(client):
    text = client.get("/").get_data(as_text=True)
    links = re.findall(r'(?:src|href)="([^"]+)"', text)
    assert links
    assert all(link.startswith("/") and not link.startswith("//") for link in links)


def test_machine_control_stays_off_even_if_the_environment_asks(make_app, settings, monkeypatch):
    monkeypatch.setenv("DASH_MCP_ENABLED", "true")
    with make_app(settings).server.test_client() as client:
        assert client.post("/_mcp", json={}).status_code in (404, 405)


def test_two_apps_in_one_process_both_answer(make_app, settings, tmp_path):
    first = make_app(settings)
    second = make_app(replace(settings, data_dir=tmp_path / "other"))
    for app in (first, second):
        with app.server.test_client() as client:
            assert client.get("/").status_code == 200
            assert client.post(POST, json=GREET).status_code == 200
            assert len(app.callback_map) == len(first.callback_map)
