"""Activation, joining, the team, and the choice of a school."""

from django.urls import path

from organizations.views import activation, joining, team

app_name = "organizations"

urlpatterns = [
    path("demande-administration-sco/", activation.request_activation, name="request_activation"),
    path("demande-administration-sco/envoyee/", activation.activation_requested, name="activation_requested"),
    path("rejoindre/", joining.join, name="join"),
    path("rejoindre/inscription/", joining.register, name="register"),
    path("rejoindre/connexion/", joining.join_sign_in, name="join_sign_in"),
    path("rejoindre/accepter/", joining.accept, name="accept"),
    path("rejoindre/changer-de-compte/", joining.switch_account, name="switch_account"),
    path("equipe/", team.team, name="team"),
    path("equipe/invitations/", team.invitations, name="invitations"),
    path("equipe/creation/", team.invite, name="invite"),
    path("equipe/creation/valider/", team.confirm_invite, name="confirm_invite"),
    path("etablissements/", team.schools, name="schools"),
    path("etablissements/<int:pk>/choisir/", team.choose_school, name="choose_school"),
]
