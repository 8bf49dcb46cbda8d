"""Calls of an unmodified tweepy. Reads the app from its environment, prints what each call gave as one JSON object."""
import base64, io, json, os, re, urllib.parse
import requests, tweepy

KEY, SECRET = os.environ["CONSUMER_KEY"], os.environ["CONSUMER_SECRET"]
CLIENT_ID, CLIENT_SECRET, CALLBACK = os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"], os.environ["CALLBACK"]
CUSTOMER = os.environ["CUSTOMER_ID"]
PNG = base64.b64decode(os.environ["PNG"])
given = {}


def call(name, run):
    try:
        given[name] = run()
    except Exception as error:
        given[name] = f"{type(error).__name__}: {error}"
    return given[name]


def consent(url):
    """What a person does in a browser: the login form, then the consent form; answers where X leads, or its page."""
    browser, target = requests.Session(), urllib.parse.urlparse(url)
    page = browser.get(url)

    def press(action, fields):
        form = re.search(r'<form[^>]*action="%s"[^>]*>(.*?)</form>' % re.escape(action), page.text, re.S).group(1)
        hidden = {k: v.replace("&amp;", "&") for k, v in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)}
        follow = action == "/login"
        return browser.post(f"https://{target.netloc}{action}", data={**hidden, **fields}, allow_redirects=follow)

    page = press("/login", {"session[username_or_email]": "shop", "session[password]": "password"})
    page = press(target.path, {"decision": "authorize"})
    return page.headers.get("location") or page.text


def three_legs():
    handler = tweepy.OAuth1UserHandler(KEY, SECRET, callback=CALLBACK)
    back = urllib.parse.urlparse(consent(handler.get_authorization_url()))
    handler.get_access_token(urllib.parse.parse_qs(back.query)["oauth_verifier"][0])
    return handler


def pin():
    handler = tweepy.OAuth1UserHandler(KEY, SECRET, callback="oob")
    page = consent(handler.get_authorization_url())
    return handler.get_access_token(re.search(r'id="oauth_pin">(\d{7})<', page).group(1))[0].split("-")[0]


def pkce():
    os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"
    scope = ["tweet.read", "users.read", "offline.access"]
    handler = tweepy.OAuth2UserHandler(client_id=CLIENT_ID, client_secret=CLIENT_SECRET, redirect_uri=CALLBACK, scope=scope)
    token = handler.fetch_token(consent(handler.get_authorization_url()))
    return tweepy.Client(token["access_token"]).get_me(user_auth=False).data.username


handler = three_legs()
api = tweepy.API(handler)
call("verify_credentials", lambda: api.verify_credentials(include_email=True).email)
call("pin", pin)
call("pkce", pkce)
call("app_only", lambda: tweepy.API(tweepy.OAuth2AppHandler(KEY, SECRET)).get_user(screen_name="ann").name)
call("lookup_users", lambda: [user.screen_name for user in api.lookup_users(screen_name=["ann", "shop"])])
call("bad_user", lambda: api.get_user(screen_name="nobody_here"))
media = api.simple_upload("a.png", file=io.BytesIO(PNG), media_category="dm_image")
chunked = api.chunked_upload("a.png", file=io.BytesIO(PNG), media_category="dm_image", file_type="image/png")
call("uploads", lambda: [media.size, chunked.size])
options = [{"label": "A", "description": "d", "metadata": "m"}]
first = api.send_direct_message(CUSTOMER, text="It's (ok) & done! é 中 🐦", quick_reply_options=options)
api.send_direct_message(CUSTOMER, text="look", attachment_type="media", attachment_media_id=media.media_id_string)
texts = lambda: [event.message_create["message_data"]["text"] for event in api.get_direct_messages()]
call("get_direct_messages", texts)
call("indicate_typing", lambda: api.indicate_direct_message_typing(CUSTOMER))
call("mark_read", lambda: api.mark_direct_message_read(first.id, CUSTOMER))
api.delete_direct_message(first.id)
call("after_delete", texts)
client = tweepy.Client(consumer_key=KEY, consumer_secret=SECRET, access_token=handler.access_token, access_token_secret=handler.access_token_secret)
call("get_me", lambda: client.get_me().data.username)
call("v2_send", lambda: sorted(client.create_direct_message(participant_id=CUSTOMER, text="v2").data))
call("v2_list", lambda: client.get_direct_message_events(participant_id=CUSTOMER, dm_event_fields=["sender_id"]).data[0].text)
call("v2_users", lambda: [error["title"] for error in client.get_users(usernames=["ann", "nobody_here"], user_auth=True).errors])
call("invalidate", lambda: requests.post("https://api.twitter.com/1.1/oauth/invalidate_token.json", auth=handler.apply_auth()).status_code)
call("after_invalidate", lambda: api.verify_credentials())
print(json.dumps(given))
