"""One turn, told as it happens, with nothing but the standard library. Look at /turns while this runs."""

import json
import os
import time
import urllib.request

API = os.environ.get("WHEELHOUSE_URL", "http://127.0.0.1:3000") + "/api/v1"
KEY = os.environ["WHEELHOUSE_KEY"]


def tell(method, path, **body):
    request = urllib.request.Request(
        f"{API}/{path}",
        method=method,
        data=json.dumps(body).encode(),
        headers={"Authorization": f"Bearer {KEY}", "Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)


def words_of_a_model(prompt):
    for word in f"You asked: {prompt} I am a script, so I can only say it back.".split():
        time.sleep(0.1)
        yield word + " "


prompt = "Can you hear me?"
turn = tell("POST", "turns", bot="my-first-bot", model="by-hand", channel="script", user_prompt=prompt)
print(turn["url"])
said = ""
try:
    for word in words_of_a_model(prompt):
        # Python counts code points, and so does response_offset.
        answer = tell("PATCH", f"turns/{turn['id']}", response_append=word, response_offset=len(said))
        said += word
        if answer.get("directive") == "stop":
            break
    tell("PATCH", f"turns/{turn['id']}", status="ok", token_usage={"input": 9, "output": len(said.split())})
except Exception as error:
    tell("PATCH", f"turns/{turn['id']}", status="error", error_text=str(error))
    raise
