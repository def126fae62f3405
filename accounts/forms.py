from allauth.account import forms as allauth_forms


class LoginForm(allauth_forms.LoginForm):
    pass


class ResetPasswordForm(allauth_forms.ResetPasswordForm):
    pass
