"""Activation, joining, the team, and the choice of a school."""

from django.urls import include, path

from organizations.views import activation, invitations, joining, members, schools, team

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
    path("equipe/membres/<int:pk>/role/", members.change_role, name="change_role"),
    path("equipe/membres/<int:pk>/retirer/", members.remove_member, name="remove_member"),
    path("equipe/quitter/", members.leave, name="leave"),
    path("equipe/invitations/", invitations.invitations, name="invitations"),
    path("equipe/invitations/<int:pk>/renvoyer/", invitations.resend_invitation, name="resend_invitation"),
    path("equipe/invitations/<int:pk>/annuler/", invitations.cancel_invitation, name="cancel_invitation"),
    path("equipe/creation/", invitations.invite, name="invite"),
    path("equipe/creation/valider/", invitations.confirm_invite, name="confirm_invite"),
    path("equipe/journal/", include("organizations.journal_urls")),
    path("etablissements/", schools.schools, name="schools"),
    path("etablissements/<int:pk>/choisir/", schools.choose_school, name="choose_school"),
]
