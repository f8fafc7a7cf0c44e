"""What of campaigns is found."""

from core import search
from units.models import User
from units.searching import house_of, in_house

from .models import Campaign


def _terms(campaign: Campaign) -> search.Terms:
    texts = ["Phong trào", campaign.title, campaign.slogan, str(campaign.starts_on.year)]
    return search.Terms(texts=texts, scopes=house_of("h", campaign.unit))


def _hit(campaign: Campaign, user: User) -> search.Hit:
    return search.Hit(
        title=campaign.title,
        url=campaign.get_absolute_url(),
        chip=campaign.get_state_display(),
        chip_kind="done" if campaign.state == Campaign.State.LAUNCHED else "neutral",
        unit=campaign.unit.short_name,
        year=campaign.starts_on.year,
        note=campaign.slogan,
    )


CAMPAIGNS = search.Kind(
    code="phong-trao",
    label="Phong trào thi đua",
    order=15,
    model=Campaign,
    describe=_terms,
    scopes=lambda user: in_house("h", user),
    visible=lambda user: Campaign.objects.visible_to(user),
    hit=_hit,
    related=("unit",),
    watched=frozenset({"title", "slogan", "starts_on", "unit"}),
    unit_fields=("unit",),
)


def register() -> None:
    """Bring campaigns to the search."""
    search.register(CAMPAIGNS)
