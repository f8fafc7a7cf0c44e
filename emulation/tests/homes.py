"""What every first page must hold to: a number is its list, a list is one that the reader may open."""

from django.urls import reverse
from lxml import html


def number_in(response):
    """How many stand in a list: a page of it says so, the register of awards by its window."""
    context = response.context
    if "window" in context:
        return context["window"].total
    if "unsigned" in context:
        return context["waiting"].paginator.count
    return context["page"].paginator.count


def wrong_numbers(client, user):
    """Every number of the user's first page that its list does not say, as sentences."""
    home = client.get(reverse("home"))
    assert home.status_code == 200
    said = [(count.label, count.url, count.number) for count in home.context["counts"]]
    said += [(more.label, more.url, more.number) for more in home.context["news_more"]]
    for chart in home.context.get("charts", []):
        for label, _, cells in chart.rows:
            said += [(f"{chart.title}, {label}", cell.url, int(cell.text)) for cell in cells if cell.url]
    for unit, _, cells in home.context.get("late_rows", []):
        said += [(f"chậm: {unit}", url, number) for number, url in cells if url]
    wrong = []
    for label, url, number in said:
        page = client.get(url)
        found = number_in(page) if page.status_code == 200 else f"trang {page.status_code}"
        if found != number:
            wrong.append(f"{user.username}: {label}: {number}, danh sách {url}: {found}")
    listing = home.context["listing"]
    for kind, number in listing.kinds.items():
        if client.get(reverse("home"), {"loai": kind}).context["listing"].total != number:
            wrong.append(f"{user.username}: {kind}")
    return wrong


def broken_links(client, user):
    """Every address that the first page leads to and that does not open, as sentences; the filtered lists behind its
    numbers are opened where they are counted (`wrong_numbers`)."""
    page = html.fromstring(client.get(reverse("home")).content.decode())
    addresses = sorted({link.get("href").partition("#")[0] for link in page.iterfind(".//main//a[@href]")} - {""})
    answers = [(url, client.get(url)) for url in addresses if "?" not in url]
    assert len(addresses) > 3, f"{user.username}: {addresses}"
    return [f"{user.username}: {url}: {answer.status_code}" for url, answer in answers if answer.status_code >= 400]
