"""Nothing of an application is kept in a module: two in one process both answer."""


def test_two_apps_in_one_process_both_answer(make_app):
    apps = [make_app(), make_app()]
    for app in apps:
        client = app.server.test_client()
        page = client.get("/", headers={"Host": "127.0.0.1"})
        assert page.status_code == 200
        layout = client.get("/_dash-layout", headers={"Host": "127.0.0.1"})
        assert layout.status_code == 200
        dependencies = client.get("/_dash-dependencies", headers={"Host": "127.0.0.1"})
        assert len(dependencies.json) == len(app.callback_map) > 1
    first, second = (set(app.callback_map) for app in apps)
    assert first == second
